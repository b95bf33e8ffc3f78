# Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# For the scripts in bin: builds an executable jar when it is missing or older than the sources, then runs it.
# Everything said here goes to standard error; standard output belongs to the program.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
oldest_java=17
# Checks and tests are for those who change the code: mvn verify.
build_options=(-B -ntp -q -Dviewbus.unchecked)

# run_jar MODULE JAR ARGUMENT...: becomes the Java process, so that signals reach it.
run_jar() {
  local module=$1 jar=$2
  shift 2
  require_java
  ensure_built "$module" "$jar"
  # Where standard input is closed, Java's own first file would take its place and be published as if it were text.
  [[ -e /dev/fd/0 ]] || exec 0>/dev/null
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
    [[ -x $java ]] ||
      fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it: set it to a JDK $oldest_java or newer, or unset it."
  else
    java=$(command -v java) || fail "java is missing: install a JDK $oldest_java or newer, or set JAVA_HOME."
  fi
  local version
  version=$(java_version) || fail "$java does not run: set JAVA_HOME to a JDK $oldest_java or newer."
  if [[ $version =~ ^[0-9]+$ ]] && ((version < oldest_java)); then
    fail "$java is Java $version, but $oldest_java or newer is needed: set JAVA_HOME to such a JDK."
  fi
}

# Prints the major version; 1.8 is 8. The release file is read because starting a JVM takes longer.
java_version() {
  { cat -- "$(java_directory)/../release" 2>/dev/null || "$java" -version 2>&1; } |
    sed -nE 's/.*(JAVA_VERSION=|version )"(1\.)?([0-9]+).*/\3/p'
}

# Prints where java is and what comes with it, however many links lead there.
java_directory() {
  dirname -- "$(readlink -f -- "$java")"
}

# The jar that runs is a copy that is replaced at once: a rebuild must not change it under running processes.
ensure_built() {
  local module=$1 jar=$2
  is_current "$root/target/bin/$jar" && return
  mkdir -p "$root/target/bin"
  exec 9>"$root/target/build.lock"
  one_at_a_time
  if ! is_current "$root/target/bin/$jar"; then
    local built=$root/$module/target/$jar # By mvn verify, perhaps.
    if ! is_current "$built"; then
      built=$root/$module/target/unchecked/$jar
      is_current "$built" || build "$module" "$built"
    fi
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
  [[ -x $(java_directory)/javac ]] ||
    fail "$java is a Java without a compiler: install a JDK $oldest_java or newer to build viewbus, or set JAVA_HOME to one."
  printf 'viewbus: building %s ...\n' "$module" >&2
  started=$(mktemp "$root/target/build.XXXXXX")
  # Maven as Debian has it resets the colours of a standard error that is no terminal unless it is told not to.
  (cd "$root" && MAVEN_OPTS="${MAVEN_OPTS-} -Djansi.noreset=true" \
    mvn "${build_options[@]}" -pl "$module" -am package 1>&2 9>&-) ||
    { rm -f "$started" && fail "the build failed; see above."; }
  # What is edited during the build is newer than the jar.
  touch -r "$started" "$built"
  rm -f "$started"
}
