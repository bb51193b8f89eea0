// Facts of exercise 01, from the most fundamental to the finest: one child is born of fork, it does not come back, its
// father waits for it, the child writes and nobody else, the father reads again after the wait. The same function is
// run in two worlds: x in a private page, x in a shared one.
#include <algorithm>
#include <cerrno>
#include <string>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Moment;
using partage::record::MomentKind;
using partage::record::Process;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "modifier_dans_le_fils";
constexpr int patience = 50;  ///< failures in a row after which a function insists

/// One run of the scenario: the father, its call, the values drawn for it, and the child once it is known.
struct Case {
  Run run;
  Call call;
  Pid father = 0, child = 0;
  Address x = 0;
  std::int64_t before, after;  ///< *x at first, and what the child must write
  std::size_t end = 0;         ///< moment of the father's return

  Case(const Run& the_run, std::int64_t the_before, std::int64_t the_after)
      : run(the_run), call(run.call(function)), father(run.father()), before(the_before), after(the_after) {
    x = call.arguments.empty() ? 0 : call.arguments[0];
    end = call.returned() ? call.exit : run.last_moment(father);
  }

  std::optional<std::int64_t> result() const {
    if (!call.returned()) return {};
    return static_cast<std::int32_t>(*call.result);
  }
  std::optional<std::int64_t> x_of(Pid pid, std::size_t moment) const { return run.integer(pid, x, moment); }
  const Moment& birth(Pid pid) const { return run.recording().moments[run.fork_moment(pid).value_or(0)]; }
  SourceLine where_forked() const { return child == 0 ? call.source : birth(child).source; }
  /// Line of the father's last call to the kernel: what it does to *x afterwards, the kernel does not see.
  SourceLine where_last_asked() const {
    SourceLine where = where_forked();
    for (const Seen& seen : run.syscalls_during(call))
      if (seen.source.known()) where = seen.source;
    return where;
  }
  std::vector<Evidence> fork_of(Pid pid) const {
    const Moment& moment = birth(pid);
    if (!moment.syscall) return {};
    return {seen(run, {run.fork_moment(pid).value_or(0), moment.pid, *moment.syscall, moment.source})};
  }

  Words words() const {
    return {{"ancienne", std::to_string(before)},
            {"nouvelle", std::to_string(after)},
            {"rendu", text_of(result())},
            {"lu_pere", text_of(x_of(father, end))},
            {"lu_fils", child == 0 ? "?" : text_of(x_of(child, run.last_moment(child)))}};
  }
};

std::vector<Evidence> values(const Case& one) {
  std::vector<Evidence> list;
  if (one.child != 0) list.push_back(memory_value(one.run, one.child, one.x, one.run.last_moment(one.child)));
  list.push_back(memory_value(one.run, one.father, one.x, one.end));
  return list;
}

RunPlan plan(const std::string& world, std::int64_t before, std::int64_t after) {
  RunPlan made;
  made.arguments = {world, std::to_string(before), std::to_string(after)};
  return made;
}

/// What still lives when the father ends is killed with the run; that is not a crash.
bool crashed(const Run& run) {
  const std::size_t end = run.last_moment(run.father());
  const auto& all = run.recording().processes;
  return std::any_of(all.begin(), all.end(), [&](const Process& process) {
    return process.exit && process.exit->signal != 0 && run.last_moment(process.pid) <= end;
  });
}

/// An endless loop, a crash or an end before the call has the common diagnosis.
Run run_whole(Trial& trial, const RunPlan& plan) {
  const Run raw = trial.run_raw(plan);
  if (raw.recording().end == End::finished && !crashed(raw) && raw.call(function).happened) return raw;
  return trial.run(plan);
}

void require_one_child(Trial& trial, Case& one) {
  const auto born = one.run.children(one.father);
  trial.require(!born.empty(), "E01-sans-fils", values(one), one.call.source, one.words());
  one.child = born.front();
  const Moment& birth = one.birth(one.child);
  trial.require(!birth.fork || birth.fork->call != "vfork", "E01-vfork", one.fork_of(one.child), birth.source);
  const auto count = one.run.recording().processes.size() - 1;
  std::vector<Evidence> forks;
  for (const Process& process : one.run.recording().processes) {
    if (process.pid == one.father) continue;
    for (const Evidence& fork : one.fork_of(process.pid)) forks.push_back(fork);
  }
  trial.require(count == 1, "E01-plusieurs-fils", forks, one.birth(one.run.recording().processes.back().pid).source,
                {{"nombre", std::to_string(count)}});
}

/// Only the father comes back.
void require_one_return(Trial& trial, const Case& one) {
  trial.require(one.call.returned(), "E01-pere-quitte", values(one), one.where_forked(), one.words());
  std::vector<Evidence> evidence = one.fork_of(one.child);
  bool child_came_back = false;
  for (const Moment& moment : one.run.recording().moments) {
    if (moment.kind != MomentKind::call_return || !moment.call || moment.call->function != function) continue;
    const auto result = static_cast<std::int32_t>(moment.call->result.value_or(0));
    evidence.push_back({one.run.role(moment.pid), "revient, avec " + std::to_string(result), {}});
    child_came_back |= moment.pid == one.child;
  }
  trial.require(!child_came_back, "E01-deux-retours", evidence, one.where_forked());
}

bool got_the_child(const Case& one, const Seen& wait) {
  if (!succeeded(wait) || wait.moment < one.run.last_moment(one.child)) return false;
  const auto* options = wait.call.argument("options");
  const bool left_there = options != nullptr && options->text.find("WNOWAIT") != std::string::npos;
  return !left_there && (wait.call.name == "waitid" || wait.call.result == one.run.process(one.child).inner_pid);
}

void require_waited(Trial& trial, const Case& one) {
  std::vector<Seen> waits;
  for (const Seen& seen : one.run.syscalls_during(one.call))
    if (seen.call.name == "wait4" || seen.call.name == "waitid") waits.push_back(seen);
  if (std::any_of(waits.begin(), waits.end(), [&](const Seen& wait) { return got_the_child(one, wait); })) return;
  trial.require(!waits.empty(), "E01-sans-attente", one.fork_of(one.child), one.where_forked(), one.words());
  const Seen& last = waits.back();
  const std::vector<Evidence> evidence = {seen(one.run, last)};
  trial.require(succeeded(last), "E01-attente-ratee", evidence, last.source, {{"erreur", last.call.error}});
  trial.require(false, "E01-sans-bloquer", evidence, last.source);
}

/// In a private page each process has its own value: who wrote shows.
void require_the_child_writes(Trial& trial, const Case& one) {
  const auto born = one.run.fork_moment(one.child).value_or(0);
  const auto evidence = values(one);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, evidence, one.where_forked(), one.words());
  };
  require(one.x_of(one.father, born) == one.before, "E01-avant-fork");
  for (const Seen& wait : one.run.syscalls("wait")) {
    const bool in_x = wait.pid == one.father && one.x != 0 && value(wait, "wstatus") == one.x;
    trial.require(!in_x, "E01-etat-dans-x", {seen(one.run, wait)}, wait.source, one.words());
  }
  require(one.x_of(one.father, one.end) == one.before, "E01-pere-ecrit");
  require(one.x_of(one.child, one.run.last_moment(one.child)) == one.after, "E01-fils-n-ecrit-pas");
}

void require_read_again(Trial& trial, const Case& one) {
  const auto result = one.result();
  const Process& child = one.run.process(one.child);
  const bool is_status = child.exit && child.exit->status != 0 && result == child.exit->status;
  Words words = one.words();
  words["pid"] = std::to_string(child.inner_pid);
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, values(one), one.call.source, words); };
  require(result != one.after, "E01-espere");
  require(result != -1, "E01-moins-un");
  require(result != child.inner_pid, "E01-rend-pid");
  require(!is_status, "E01-code-de-sortie");
  require(result == one.before, "E01-autre-valeur");
}

/// Its low byte, what _exit keeps of it, is neither 0 nor a number that a process may have here.
std::int64_t draw_new_value(Trial& trial) { return -256 * trial.random(1 << 12, 1 << 22) - trial.random(64, 192); }

Run private_world(Trial& trial) {
  const auto before = trial.random(1 << 20, 1 << 30), after = draw_new_value(trial);
  const Run run = run_whole(trial, plan("privee", before, after));
  Case one(run, before, after);
  require_one_child(trial, one);
  require_one_return(trial, one);
  require_waited(trial, one);
  require_the_child_writes(trial, one);
  require_read_again(trial, one);
  return run;
}

void shared_world(Trial& trial) {
  const auto before = -trial.random(1 << 20, 1 << 30), after = trial.random(1 << 20, 1 << 30);
  Case one(run_whole(trial, plan("partagee", before, after)), before, after);
  require_one_child(trial, one);
  require_one_return(trial, one);
  require_waited(trial, one);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, values(one), one.where_forked(), one.words());
  };
  const bool child_wrote = one.x_of(one.child, one.run.last_moment(one.child)) == after;
  const bool kept = one.x_of(one.father, one.end) == after;
  trial.require(kept || !child_wrote, "E01-pere-remet", values(one), one.where_last_asked(), one.words());
  require(kept, "E01-fils-n-ecrit-pas");
  require(one.result() != before, "E01-lu-trop-tot");
  require(one.result() == after, "E01-autre-valeur");
}

/// Text that waits in stdout's buffer is copied by fork: the child must leave its copy alone.
void pending_text(Trial& trial) {
  const auto before = trial.random(1000, 1 << 30), after = trial.random(1000, 1 << 30);
  const std::string text = "en attente " + std::to_string(trial.random(1 << 20, 1 << 30)) + "\n";
  RunPlan printing = plan("texte", before, after);
  printing.arguments.push_back(text);
  printing.pipe_output = true;
  Case one(run_whole(trial, printing), before, after);
  require_one_child(trial, one);
  const bool twice = one.run.output().find(text) != one.run.output().rfind(text);
  std::vector<Evidence> evidence;
  SourceLine where = one.where_forked();
  for (const char* name : {"write", "_exit"}) {
    for (const Seen& seen : one.run.syscalls(name)) {
      if (seen.pid != one.child) continue;
      evidence.push_back(partage::check::seen(one.run, seen));
      if (seen.source.known()) where = seen.source;
    }
  }
  trial.require(!twice, "E01-texte-double", evidence, where);
}

void failing_fork(Trial& trial) {
  const auto before = trial.random(1000, 1 << 30), after = trial.random(1000, 1 << 30);
  RunPlan failing = plan("privee", before, after);
  for (int nth = 1; nth <= patience; ++nth) failing.faults.push_back({"fork", nth, EAGAIN, {}});
  const Run run = trial.run_raw(failing);
  const Case one(run, before, after);
  const auto forks = run.syscalls("fork");
  const std::vector<Evidence> evidence = forks.empty() ? std::vector<Evidence>{} : std::vector{seen(run, forks.front())};
  const SourceLine where = forks.empty() ? one.call.source : forks.front().source;
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, evidence, where, one.words()); };
  const auto forced = std::count_if(forks.begin(), forks.end(), [](const Seen& seen) { return seen.call.injected; });
  require(forced < patience && run.recording().end == End::finished, "E01-echec-insiste");
  require(one.x_of(one.father, run.last_moment(one.father)) == before, "E01-echec-pere-joue-le-fils");
  require(one.call.returned(), "E01-echec-quitte");
  require(one.result() == -1, "E01-echec-ignore");
}

}  // namespace

PARTAGE_CHECK(trial) {
  const Run run = private_world(trial);
  shared_world(trial);
  pending_text(trial);
  failing_fork(trial);
  trial.show(run);
}
