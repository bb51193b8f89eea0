// The tracer's part about system calls: from the seccomp stop to the moment.
#include <linux/audit.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "observe/blocked.hpp"
#include "observe/guard.hpp"
#include "observe/maps.hpp"
#include "observe/memory.hpp"
#include "observe/page_size.hpp"
#include "observe/tracer.hpp"

namespace partage::observe {
namespace {

using SyscallInfo = __ptrace_syscall_info;

bool syscall_info(pid_t tid, SyscallInfo& info) {
  return ptrace(PTRACE_GET_SYSCALL_INFO, tid, sizeof info, &info) > 0;
}

// Results that no program sees (linux/errno.h): the kernel will start the call again, or turn them into EINTR.
bool is_restart(std::int64_t result) { return result == -512 || result == -513 || result == -514 || result == -516; }

std::uint64_t length_of_mapping(pid_t pid, Address start) {
  for (const record::Mapping& mapping : parse_maps(read_proc(pid, "maps")))
    if (mapping.start == start) return mapping.size();
  return 0;
}

}  // namespace

void Tracer::on_syscall_entry(Tracee& tracee) {
  SyscallInfo info{};
  if (!launched_ || !syscall_info(tracee.tid, info)) return resume(tracee.tid);
  const std::uint64_t number = info.seccomp.nr;
  SyscallArguments arguments;
  std::copy_n(info.seccomp.args, arguments.size(), arguments.begin());
  settle_interrupted(tracee, number, arguments);
  const SyscallShape* shape = syscall_shape(number);
  if (refuse(tracee, shape, number, arguments)) return resume(tracee.tid);
  if (shape != nullptr && tampers(tracee, number, arguments)) {
    end_tampering(tracee, *shape, arguments);
    return resume(tracee.tid);
  }
  // Of no interest, but it may wait: its return is where another may have taken the turn.
  if (shape == nullptr) return by_lines() && may_block(number) ? resume_to_exit(tracee.tid) : resume(tracee.tid);
  Process& process = *tracee.process;
  if (shape->mapping) process.maps_changed = true;
  // What the loader does is known beforehand; births must be followed even there.
  if (loading_ && !shape->process && !request_.loader_syscalls) return resume(tracee.tid);

  OpenSyscall open{shape, arguments, {}, {}};
  Registers registers;
  if (process.space->image && read_registers(tracee.tid, registers))
    open.frame = own_frame(tracee.tid, *process.space->image, registers, StopKind::syscall, own_, shape->wrappers);
  settle_doubt(tracee, open.frame);
  // A student's program is told whole: the library may write for it, in a thread of its own or at the end.
  const bool told = shape->process || open.frame.in_program || request_.loader_syscalls || judges();
  if (!told) return resume(tracee.tid);
  open.call = decode_entry(tracee.tid, *shape, arguments);
  open.call.own = open.frame.own;

  if (open.frame.own) {
    const int error = forced_error(tracee, *shape, arguments);
    if (error != 0 && skip_syscall(tracee.tid, -error)) {
      open.call.injected = true;
      decode_exit(tracee.tid, *shape, -error, open.call);
      record_syscall(tracee, std::move(open));
      return resume(tracee.tid);
    }
  }
  if (number == SYS_exit_group || number == SYS_exit) {
    process.exit_source = open.frame.source;
    if (open.frame.in_program || request_.loader_syscalls) record_syscall(tracee, std::move(open));
    return resume(tracee.tid);
  }
  tracee.syscall = std::move(open);
  resume_to_exit(tracee.tid);
}

int Tracer::forced_error(const Tracee& tracee, const SyscallShape& shape, const SyscallArguments& arguments) {
  int error = 0;
  if (injections_.any(shape.name))
    error = injections_.error_for(shape.name, [&](const auto& name) { return is_inside(tracee, name); });
  if (error != 0 || request_.page_size == 0) return error;
  error = refused_for_page_size(shape, arguments, request_.page_size);
  if (error != 0) return error;
  if (const auto place = place_for_page_size(tracee.tid, shape, arguments, request_.page_size))
    set_first_argument(tracee.tid, *place);
  return 0;
}

bool Tracer::is_inside(const Tracee& tracee, const std::string& function) const {
  return std::any_of(tracee.calls.begin(), tracee.calls.end(), [&](const OpenCall& call) {
    return request_.probes[static_cast<std::size_t>(call.probe)].function == function;
  });
}

bool Tracer::refuse(Tracee& tracee, const SyscallShape* shape, std::uint64_t number, const SyscallArguments& arguments) {
  std::optional<int> refused = refused_birth(number, arguments);
  const sandbox::Spec& spec = request_.spec;
  if (!refused && spec.policy == sandbox::Policy::submission && spec.tier == sandbox::Tier::lite) {
    refused = refused_signal(tracee.tid, number, arguments, [&](pid_t pid) { return tracees_.count(pid) != 0; });
  }
  if (!refused) return false;
  if (!skip_syscall(tracee.tid, *refused)) {
    kill(tracee.process->pid, SIGKILL);  // it could not be held back: it must not run
    return true;
  }
  // ENOSYS is libc's business: it takes clone instead, which is told.
  if (shape == nullptr || *refused == -ENOSYS) return true;
  OpenSyscall open{shape, arguments, decode_entry(tracee.tid, *shape, arguments), {}};
  decode_exit(tracee.tid, *shape, *refused, open.call);
  record_syscall(tracee, std::move(open));
  return true;
}

void Tracer::record_syscall(Tracee& tracee, OpenSyscall open) {
  if (open.frame.in_program) record_start();
  record::Moment moment;
  moment.kind = record::MomentKind::syscall;
  moment.pid = tracee.process->pid;
  moment.source = open.frame.source;
  moment.syscall = std::move(open.call);
  record(std::move(moment), started_);
}

// Killed inside a call: it is told without a result. What a process was waiting for is known that way.
void Tracer::record_unfinished(Tracee& tracee) {
  for (std::optional<OpenSyscall>* kept : {&tracee.interrupted, &tracee.syscall}) {
    if (*kept) record_syscall(tracee, std::move(**kept));
    kept->reset();
  }
}

void Tracer::on_syscall_exit(Tracee& tracee) {
  SyscallInfo info{};
  if (!tracee.syscall || !syscall_info(tracee.tid, info) || info.op != PTRACE_SYSCALL_INFO_EXIT)
    return go_on(tracee);
  OpenSyscall open = std::move(*tracee.syscall);
  tracee.syscall.reset();
  const std::int64_t result = info.exit.rval;
  if (is_restart(result)) {
    tracee.interrupted = std::move(open);
    return resume(tracee.tid);
  }
  decode_exit(tracee.tid, *open.shape, result, open.call);
  if (open.call.error.empty()) {
    look_at_opened(tracee, open);
    look_at_mapped(tracee, open);
    if (open.shape->mapping) note_mapping(*tracee.process, open);
    if (open.shape->number == SYS_wait4 || open.shape->number == SYS_waitid) note_wait(tracee, open);
  }
  record_syscall(tracee, std::move(open));
  go_on(tracee);
}

// The same call again is the kernel's restart, and only the last one counts; anything else means that the program got
// EINTR (or that a handler runs first, and the restart will be told as a call of its own).
void Tracer::settle_interrupted(Tracee& tracee, std::uint64_t number, const SyscallArguments& arguments) {
  if (!tracee.interrupted) return;
  OpenSyscall open = std::move(*tracee.interrupted);
  tracee.interrupted.reset();
  if (open.shape->number == static_cast<int>(number) && open.arguments == arguments) return;
  decode_exit(tracee.tid, *open.shape, -EINTR, open.call);
  record_syscall(tracee, std::move(open));
}

void Tracer::note_mapping(Process& process, const OpenSyscall& open) {
  Ranges& ranges = process.space->ranges;
  const auto& a = open.arguments;
  const auto result = static_cast<Address>(*open.call.result);
  process.maps_changed = true;
  switch (open.shape->number) {
    case SYS_mmap:
      ranges.remove(result, a[1]);
      if (open.frame.direct) ranges.add(result, a[1], open.frame.own);
      break;
    case SYS_munmap: ranges.remove(a[0], a[1]); break;
    case SYS_mremap: {
      const bool known = ranges.holds(a[0]), own = ranges.own_at(a[0]);
      ranges.remove(a[0], a[1]);
      if (known) ranges.add(result, a[2], own);
      break;
    }
    case SYS_shmat:
      if (open.frame.direct) ranges.add(result, length_of_mapping(process.pid, result), open.frame.own);
      break;
    case SYS_shmdt: {
      const auto range = ranges.all().find(a[0]);
      if (range != ranges.all().end()) ranges.remove(a[0], range->second.end - a[0]);
      break;
    }
    default: break;
  }
}

void Tracer::note_wait(const Tracee& tracee, const OpenSyscall& open) {
  auto inner = static_cast<record::Pid>(*open.call.result);
  if (open.shape->number == SYS_waitid) {
    siginfo_t information{};
    const bool left_there = (open.arguments[3] & WNOWAIT) != 0;
    if (left_there || read_memory(tracee.tid, open.arguments[2], &information, sizeof information) != sizeof information)
      return;
    inner = information.si_pid;
  }
  if (inner <= 0) return;
  // A wait also tells of stopped children, which are still alive.
  if (record::Process* child = recorder_.find_inner(inner); child != nullptr && child->exit) child->reaped = true;
}

}  // namespace partage::observe
