// What a hostile submission tries, behind each set of walls.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "sandbox/descriptor.hpp"
#include "sandbox/fixture.hpp"

namespace partage::sandbox::test {
namespace {

namespace fs = std::filesystem;

void write_file(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

std::string content(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_P(WallsTest, EveryFileAttackIsRefused) {
  const fs::path home = std::getenv("HOME");
  write_file(home / "secret", "secret");
  fs::permissions(home / "secret", fs::perms::all);  // the modes do not protect it: only the walls do
  const Scratch other;
  write_file(other.path() / "secret", "secret");
  const fs::path shared = home / "shared";
  write_file(shared / "given", "given");

  const bool lite = GetParam() == Walls::lite;
  const std::string shared_inside = lite ? shared.string() : "/partagé";
  Spec spec = spec_of("files",
                      {(home / "secret").string(), other.path().string(), PARTAGE_SOURCE_DIR "/solutions", shared_inside,
                       lite ? std::to_string(getpid()) : "1"},
                      tier());
  spec.binds.push_back({shared, shared_inside, false});
  const Descriptor inherited(open("/etc/passwd", O_RDONLY));  // without O_CLOEXEC: a careless caller
  const Captured run = run_captured(spec);

  EXPECT_EQ(run.failure, "");
  EXPECT_EQ(run.status, 0);
  expect_all_refused(run.output, 51);
  EXPECT_EQ(content(home / "secret"), "secret");
  EXPECT_EQ(content(shared / "given"), "given");
}

// A kit installed in /usr, which every run gets: what is beside it is still there.
TEST_P(WallsTest, AHiddenFolderIsOutOfReachAndItsNeighboursAreNot) {
  const auto reads = [&](const char* file, const std::vector<fs::path>& hidden) {
    Spec spec;
    spec.argv = {"/usr/bin/head", "-c", "1", file};
    spec.tier = tier();
    spec.limits = patient_limits();
    spec.binds = {{scratch.path(), "/travail", true}};
    spec.hidden = hidden;
    const Captured run = run_captured(spec);
    EXPECT_EQ(run.failure, "");
    return run.status == 0;
  };
  const fs::path link = fs::path(std::getenv("HOME")) / "lien vers linux";
  fs::remove(link);
  fs::create_directory_symlink("/usr/include/linux", link);
  EXPECT_TRUE(reads("/usr/include/linux/fs.h", {}));
  for (const fs::path& hidden : {fs::path("/usr/include/linux"), fs::path("/usr/include/../include/linux"), link}) {
    EXPECT_FALSE(reads("/usr/include/linux/fs.h", {hidden})) << hidden;
    EXPECT_TRUE(reads("/usr/include/stdio.h", {hidden})) << hidden;
    EXPECT_TRUE(reads("/usr/bin/head", {hidden})) << hidden;
  }
  EXPECT_TRUE(reads("/usr/include/linux/fs.h", {"/nulle/part", scratch.path()})) << "rien à cacher";
}

TEST_P(WallsTest, WhatAProgramNeedsIsThere) {
  // The lite tier makes it in the machine's own /dev/shm, where other tests look at the same time.
  const std::string object = "/partage-test-places-" + std::to_string(getpid());
  Spec spec = spec_of("places", {name_of(GetParam()), object}, tier());
  spec.environment = {"PATH=/usr/bin:/bin"};
  const Captured run = run_captured(spec);
  EXPECT_EQ(run.status, 0) << run.failure;
  EXPECT_EQ(count_lines(run.output, "refused"), 0) << run.output;
  EXPECT_EQ(count_lines(run.output, "DONE"), GetParam() == Walls::lite ? 11 : 12) << run.output;
  EXPECT_FALSE(fs::exists("/dev/shm" + object));
}

TEST_P(WallsTest, EverySystemCallOutOfBoundsIsRefused) {
  const bool lite = GetParam() == Walls::lite;
  const Captured run = run_captured(spec_of("syscalls", {lite ? std::to_string(getpid()) : "1"}, tier()));
  EXPECT_EQ(run.status, 0) << run.failure;
  expect_all_refused(run.output, 46);
}

#ifdef __x86_64__
TEST_P(WallsTest, AForeignAbiKills) {
  for (const char* abi : {"i386", "x32"}) {
    const Captured run = run_captured(spec_of("foreign", {abi}, tier()));
    ASSERT_TRUE(run.status) << run.failure << run.limit;
    EXPECT_TRUE(WIFSIGNALED(*run.status)) << run.output;
    EXPECT_EQ(WTERMSIG(*run.status), SIGSYS);
  }
}
#endif

// Listening, so that only the sandbox can refuse the connection.
class Listener {
 public:
  Listener(int family, const sockaddr* address, socklen_t length) : socket_(socket(family, SOCK_STREAM, 0)) {
    EXPECT_EQ(bind(socket_.get(), address, length), 0);
    EXPECT_EQ(listen(socket_.get(), 8), 0);
  }
  int get() const { return socket_.get(); }

 private:
  Descriptor socket_;
};

// Open to all, so that only the namespace hides it.
class Segment {
 public:
  Segment() : id_(shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0666)) { EXPECT_GE(id_, 0); }
  ~Segment() { shmctl(id_, IPC_RMID, nullptr); }
  Segment(const Segment&) = delete;
  Segment& operator=(const Segment&) = delete;
  int id() const { return id_; }

 private:
  int id_;
};

TEST_P(WallsTest, NetworkAndForeignSegmentsAreRefused) {
  const Segment segment;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const Listener tcp(AF_INET, reinterpret_cast<sockaddr*>(&address), sizeof address);
  socklen_t length = sizeof address;
  ASSERT_EQ(getsockname(tcp.get(), reinterpret_cast<sockaddr*>(&address), &length), 0);

  const std::string name = "partage-test-" + std::to_string(getpid());
  sockaddr_un abstract{};
  abstract.sun_family = AF_UNIX;
  name.copy(abstract.sun_path + 1, name.size());
  const Listener unix_socket(AF_UNIX, reinterpret_cast<sockaddr*>(&abstract),
                             static_cast<socklen_t>(sizeof(sa_family_t) + 1 + name.size()));

  const int id = tier() == Tier::lite ? -1 : segment.id();  // the lite tier cannot hide it
  const Captured run = run_captured(
      spec_of("network", {std::to_string(ntohs(address.sin_port)), name, std::to_string(id)}, tier()));
  EXPECT_EQ(run.status, 0) << run.failure;
  expect_all_refused(run.output, 5);
  EXPECT_EQ(count_lines(run.output, "socketpair works"), 1);
}

TEST_P(WallsTest, NobodyElseCanBeKilled) {
  const Captured run = run_captured(spec_of("murder", {std::to_string(getpid())}, tier()));
  EXPECT_EQ(run.status, 0) << run.failure;
  expect_all_refused(run.output, 4);
}

std::string value_of(const std::string& text, const std::string& name) {
  for (const std::string& line : lines_of(text))
    if (line.starts_with(name)) return line.substr(name.size());
  return "absent";
}

TEST_P(WallsTest, TheProgramIsNobodyAndHasNothing) {
  const Captured run = run_captured(spec_of("identity", {}, tier()));
  EXPECT_EQ(run.status, 0) << run.failure;
  for (const char* set : {"CapInh ", "CapPrm ", "CapEff ", "CapAmb "}) EXPECT_EQ(value_of(run.output, set), "0") << set;
  EXPECT_EQ(value_of(run.output, "NoNewPrivs "), "1");
  EXPECT_EQ(value_of(run.output, "Seccomp "), "2");
  EXPECT_EQ(value_of(run.output, "THP disabled "), "1");
  EXPECT_EQ(value_of(run.output, "blocked "), "0 ignored 0");
  EXPECT_EQ(value_of(run.output, "core "), "0");
  EXPECT_EQ(value_of(run.output, "HOME "), "absent");
  const std::string id = std::to_string(geteuid() == 0 ? 65534 : geteuid());
  EXPECT_EQ(value_of(run.output, "Uid "), id + " " + id + " " + id);
  EXPECT_EQ(value_of(run.output, "maps "), "open");
  if (tier() == Tier::namespaces) {
    EXPECT_EQ(value_of(run.output, "pid "), "2 parent 1 session 2");
    EXPECT_EQ(value_of(run.output, "CapBnd "), "0");
  } else {
    EXPECT_EQ(value_of(run.output, "status "), "closed") << "it tells who is traced, and by whom";
  }
}

INSTANTIATE_TEST_SUITE_P(Sandbox, WallsTest, testing::Values(Walls::all, Walls::without_landlock, Walls::lite),
                         [](const auto& tested) { return name_of(tested.param); });

using InitTest = SandboxTest;

TEST_F(InitTest, IsNotDumpableAndHasNoCapability) {
  if (!available(Tier::namespaces)) GTEST_SKIP() << capabilities().why_not_namespaces;
  const RunPointer run = start(spec_of("identity"));
  const std::string folder = "/proc/" + std::to_string(run->init());
  // proc(5): the files of a process that is not dumpable belong to root, in a folder that keeps its owner... unless
  // its owner may not own them. Seen from an ordinary user, opening its memory says it best.
  if (geteuid() != 0) {
    EXPECT_EQ(open((folder + "/mem").c_str(), O_RDONLY), -1);
  } else {
    struct stat information {};
    ASSERT_EQ(stat((folder + "/mem").c_str(), &information), 0);
    EXPECT_EQ(information.st_uid, 0u);
  }
  std::string status = content(folder + "/status");
  for (const char* set : {"CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:"})
    EXPECT_EQ(value_of(status, set), "\t0000000000000000") << set;
}

TEST_F(InitTest, OuterRootIsNeverMapped) {
  if (!available(Tier::namespaces)) GTEST_SKIP() << capabilities().why_not_namespaces;
  const RunPointer run = start(spec_of("identity"));
  for (const char* map : {"/uid_map", "/gid_map"}) {
    std::istringstream line(content("/proc/" + std::to_string(run->program()) + map));
    unsigned inside = 0, outside = 0, count = 0;
    line >> inside >> outside >> count;
    EXPECT_NE(outside, 0u);
    EXPECT_NE(inside, 0u);
    EXPECT_EQ(count, 1u);
  }
}

}  // namespace
}  // namespace partage::sandbox::test
