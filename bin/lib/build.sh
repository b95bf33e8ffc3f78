# Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# For the scripts in bin: builds an executable jar when it is missing or older than the sources, then runs it.
# Everything said here goes to standard error; standard output belongs to the program.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
oldest_java=17
# Checks and tests are for those who change the code: mvn verify.
build_options=(-B -ntp -q -Dmaven.test.skip=true -Dspotless.check.skip=true -Dviewbus.failOnWarning=false)

# run_jar MODULE JAR ARGUMENT...: becomes the Java process, so that signals reach it.
run_jar() {
  local module=$1 jar=$2
  shift 2
  require_java
  ensure_built "$module" "$jar"
  # shellcheck disable=SC2086 # Options are words.
  exec "$java" ${VIEWBUS_JAVA_OPTS-} -jar "$root/target/bin/$jar" "$@"
}

fail() {
  printf 'viewbus: %s\n' "$1" >&2
  exit 1
}

require_java() {
  if [[ -n ${JAVA_HOME-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -x $java ]] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it."
  else
    java=$(command -v java) || fail "java is missing: install a JDK $oldest_java or newer, or set JAVA_HOME."
  fi
  local version
  version=$(java_version)
  if [[ $version =~ ^[0-9]+$ ]] && ((version < oldest_java)); then
    fail "$java is Java $version, but $oldest_java or newer is needed: set JAVA_HOME to such a JDK."
  fi
}

# Prints the major version; 1.8 is 1. The release file is read because starting a JVM takes longer.
java_version() {
  local release
  release=$(dirname -- "$(dirname -- "$(readlink -f -- "$java")")")/release
  { cat -- "$release" 2>/dev/null || "$java" -version 2>&1; } |
    sed -nE 's/.*(JAVA_VERSION=|version )"([0-9]+).*/\2/p' | head -n 1
}

# The jar that runs is a copy that is replaced at once: a rebuild must not change it under running processes.
ensure_built() {
  local module=$1 jar=$2
  local built=$root/$module/target/$jar
  is_current "$root/target/bin/$jar" && return
  mkdir -p "$root/target/bin"
  exec 9>"$root/target/build.lock"
  one_at_a_time
  if ! is_current "$root/target/bin/$jar"; then
    is_current "$built" || build "$module" "$built"
    cp -p "$built" "$root/target/bin/$jar.new"
    mv -f "$root/target/bin/$jar.new" "$root/target/bin/$jar"
  fi
  exec 9>&-
}

one_at_a_time() {
  command -v flock >/dev/null || return 0
  flock -n 9 || { printf 'viewbus: waiting for another build ...\n' >&2 && flock 9; }
}

# A jar is current if no source, resource, schema or pom is newer; folders count because files may be deleted.
is_current() {
  [[ -f $1 && -z $(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main -newer "$1" -print -quit) ]]
}

build() {
  local module=$1 built=$2 started
  command -v mvn >/dev/null || fail "mvn is missing: install Maven 3.8 or newer to build viewbus."
  printf 'viewbus: building %s ...\n' "$module" >&2
  started=$(mktemp "$root/target/build.XXXXXX")
  (cd "$root" && mvn "${build_options[@]}" -pl "$module" -am package 1>&2 9>&-) ||
    { rm -f "$started" && fail "the build failed; see above."; }
  # What is edited during the build is newer than the jar.
  touch -r "$started" "$built"
  rm -f "$started"
}
