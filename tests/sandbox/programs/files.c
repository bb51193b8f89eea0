/* Every way we know to reach a file that is not ours. Arguments: a secret file, another scratch folder, the folder of
   solutions, a read-only bind; the last one is the pid of a process that may not be looked into. */
#include "report.h"
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>

static int can_open(const char *path, int flags) {
  int fd = open(path, flags, 0600);
  if (fd >= 0) close(fd);
  return fd >= 0;
}

static int can_read(const char *path) {
  char byte;
  int fd = open(path, O_RDONLY);
  int result = fd >= 0 && read(fd, &byte, 1) == 1;
  if (fd >= 0) close(fd);
  return result;
}

static int can_list(const char *path) {
  DIR *folder = opendir(path);
  int found = 0;
  if (folder == NULL) return 0;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) found += entry->d_name[0] != '.';
  closedir(folder);
  return found > 0;
}

static void of_process(const char *pid, const char *file, int flags) {
  char path[64], what[80];
  snprintf(path, sizeof path, "/proc/%s/%s", pid, file);
  snprintf(what, sizeof what, "process %s", file);
  attempt(what, can_open(path, flags));
}

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  const char *secret = argv[1], *other = argv[2], *solutions = argv[3], *shared = argv[4], *pid = argv[5];
  char path[600];

  attempt("read /etc/shadow", can_read("/etc/shadow"));
  attempt("read secret", can_read(secret));
  attempt("list other scratch", can_list(other));
  snprintf(path, sizeof path, "%s/secret", other);
  attempt("read other scratch", can_read(path));
  attempt("list solutions", can_list(solutions));
  attempt("list /root", can_list("/root"));
  attempt("list /home", can_list("/home"));
  attempt("list /var/tmp", can_list("/var/tmp"));
  snprintf(path, sizeof path, "../../../../../../../..%s", secret);
  attempt("read by ..", can_read(path));
  snprintf(path, sizeof path, "/proc/self/root%s", secret);
  attempt("read by /proc/self/root", can_read(path));
  snprintf(path, sizeof path, "/proc/self/cwd/../../../../../../..%s", secret);
  attempt("read by /proc/self/cwd", can_read(path));

  of_process(pid, "mem", O_RDONLY);
  of_process(pid, "mem", O_RDWR);
  of_process(pid, "environ", O_RDONLY);
  snprintf(path, sizeof path, "/proc/%s/root/etc/shadow", pid);
  attempt("read by root of process", can_read(path));
  snprintf(path, sizeof path, "/proc/%s/root/usr", pid);
  attempt("list by root of process", can_list(path));
  char target[64];
  snprintf(path, sizeof path, "/proc/%s/fd/0", pid);
  attempt("descriptor of process", readlink(path, target, sizeof target) > 0 || can_open(path, O_RDONLY));
  snprintf(path, sizeof path, "/proc/%s/cwd", pid);
  attempt("list cwd of process", can_list(path));

  attempt("symlink to secret", symlink(secret, "soft") == 0 && can_read("soft"));
  attempt("hard link to secret", link(secret, "hard") == 0 || linkat(AT_FDCWD, secret, AT_FDCWD, "hard", AT_SYMLINK_FOLLOW) == 0);
  attempt("hard link to program", link("/usr/bin/true", "hard") == 0);
  attempt("hard link out", link("attack", "/usr/bin/attack") == 0);

  attempt("write secret", can_open(secret, O_WRONLY));
  attempt("create in /", can_open("/intrus", O_WRONLY | O_CREAT));
  attempt("create in /usr", can_open("/usr/intrus", O_WRONLY | O_CREAT));
  attempt("create in /etc", can_open("/etc/intrus", O_WRONLY | O_CREAT));
  attempt("create in /dev", can_open("/dev/intrus", O_WRONLY | O_CREAT));
  attempt("create in /var/tmp", can_open("/var/tmp/intrus", O_WRONLY | O_CREAT));
  snprintf(path, sizeof path, "%s/intrus", other);
  attempt("create in other scratch", can_open(path, O_WRONLY | O_CREAT));
  snprintf(path, sizeof path, "%s/intrus", shared);
  attempt("create in read-only bind", can_open(path, O_WRONLY | O_CREAT));
  snprintf(path, sizeof path, "%s/given", shared);
  attempt("write read-only bind", can_open(path, O_WRONLY));
  attempt("truncate read-only bind", truncate(path, 0) == 0);
  attempt("remove from read-only bind", unlink(path) == 0);
  attempt("write program", can_open("/usr/bin/true", O_WRONLY));
  attempt("truncate program", truncate("/usr/bin/true", 0) == 0);
  attempt("remove program", unlink("/usr/bin/true") == 0);
  attempt("rename program", rename("/usr/bin/true", "mine") == 0);
  attempt("mode of program", chmod("/usr/bin/true", 04777) == 0);
  attempt("mode of /dev/null", chmod("/dev/null", 0) == 0);
  attempt("mode of secret", chmod(secret, 0777) == 0);
  attempt("core_pattern", can_open("/proc/sys/kernel/core_pattern", O_WRONLY));
  attempt("sysrq", can_open("/proc/sysrq-trigger", O_WRONLY));

  attempt("open /dev/mem", can_open("/dev/mem", O_RDONLY));
  attempt("open /dev/kmsg", can_open("/dev/kmsg", O_RDONLY));
  attempt("open /dev/ptmx", can_open("/dev/ptmx", O_RDWR));
  attempt("open /dev/vda", can_open("/dev/vda", O_RDONLY));
  attempt("mknod /dev/mem", mknod("mem", S_IFCHR | 0666, makedev(1, 1)) == 0);
  attempt("mknod disk", mknod("/tmp/disk", S_IFBLK | 0666, makedev(254, 0)) == 0);

  int root = open("/", O_PATH | O_DIRECTORY);
  attempt("chroot", chroot(".") == 0 || chroot("/tmp") == 0);
  attempt("fchdir and ..", root >= 0 && fchdir(root) == 0 && chdir("..") == 0 && can_read("etc/shadow"));
  attempt("more descriptors than three", fcntl(3, F_GETFD) >= 0 && root != 3);
  say("end", "");
  return 0;
}
