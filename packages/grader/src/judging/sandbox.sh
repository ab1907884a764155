# Usage: sh sandbox.sh <sandbox> <source> <hidden folder…> -- <command…>
# Runs inside new user, network, mount and process namespaces (unshare(1)): the command sees its own loopback and nothing
# else of the network, may write into <sandbox> only, a file system in memory that is gone with it, and has no way back.
set -e
sandbox=$1
source=$2
shift 2
ip link set lo up
# A program that forks without end must not slow the whole machine down before it is seen. Since Linux 6.14 a process
# namespace has a highest number of its own; since 5.14 a user namespace counts its processes apart (not for real root).
echo "$MOST_TASKS" 2>/dev/null >/proc/sys/kernel/pid_max || true
nproc=
IFS=.- read -r major minor _ </proc/sys/kernel/osrelease
if [ "$major" -gt 5 ] || { [ "$major" -eq 5 ] && [ "$minor" -ge 14 ]; }; then nproc=--nproc=$MOST_TASKS; fi
mount -t tmpfs -o "size=$SANDBOX_SIZE,nr_inodes=20000,mode=755" tomada "$sandbox"
cp -R "$source/." "$sandbox/"
mkdir -p "$sandbox/tmp"
while [ "$1" != -- ]; do
  mount -t tmpfs -o ro,size=4k,mode=755 tomada "$1"
  shift
done
shift
# Python's multiprocessing and the like put their semaphores there.
mount -t tmpfs -o size=16m,mode=1777 tomada /dev/shm || true
while read -r _ _ _ _ point options _; do
  case $point in
    /proc | /dev/shm) continue ;;
    *\\*) point=$(printf '%b' "$(printf '%s' "$point" | sed 's/\\/\\0/g')") ;;
  esac
  [ "$point" = "$sandbox" ] && continue
  # One that cannot be changed is told by the probe, if it matters. The other flags must stay as they are.
  mount -o "remount,bind,ro,${options#r[ow],}" "$point" 2>/dev/null || true
done </proc/self/mountinfo
cd "$sandbox"
# Without capabilities nothing of this can be undone from inside.
exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs prlimit "--fsize=$FILE_SIZE" $nproc "$@"
