# Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0
#
# Becomes a member of a Corosync cluster, beside others on one machine: run by `unshare --mount --uts` as
#   sh corosync-member.sh NAME DIRECTORY GROUP
# What would collide with the files of another daemon lies in memory that only this member sees. It vanishes with the
# last process of the member, whatever ends it.
set -eu

home=/var/lib/corosync

private() {
  mount -t tmpfs private "$1"
}

# A daemon finds itself in the list of nodes by its host name.
hostname "$1"
private "$home"
cp "$2/corosync-member" "$2/corosync.conf" "$home"

# Sockets in files can be private, but abstract ones, the default, belong to the whole network namespace.
mkdir -p "$home/etc/libqb"
for file in ld.so.cache passwd group nsswitch.conf hosts localtime; do
  if [ -e "/etc/$file" ]; then
    cp -L "/etc/$file" "$home/etc"
  fi
done
touch "$home/etc/libqb/force-filesystem-sockets"
mount --bind "$home/etc" /etc
private /run
private /tmp
private /dev/shm

exec "$home/corosync-member" "$home/corosync.conf" "$3"
