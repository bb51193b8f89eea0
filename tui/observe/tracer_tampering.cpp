// The tracer's part about programs that would hide from it: only for a student's code.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <csignal>

#include "observe/memory.hpp"
#include "observe/tampering.hpp"
#include "observe/tracer.hpp"

namespace partage::observe {

bool Tracer::judges() const { return request_.spec.policy == sandbox::Policy::submission && !request_.probes.empty(); }

void Tracer::guard_code(Tracee& tracee) const {
  AddressSpace& space = *tracee.process->space;
  if (request_.spec.policy == sandbox::Policy::submission && space.image->has_program())
    space.untouchable = std::make_shared<std::vector<Range>>(untouchable(tracee.tid, space.image->program().path()));
}

bool Tracer::tampers(const Tracee& tracee, std::uint64_t number, const SyscallArguments& arguments) const {
  const auto& ranges = tracee.process->space->untouchable;
  return ranges && touches(*ranges, number, arguments);
}

// Held back, told, and the last thing that the run does.
void Tracer::end_tampering(Tracee& tracee, const SyscallShape& shape, const SyscallArguments& arguments) {
  OpenSyscall open{&shape, arguments, decode_entry(tracee.tid, shape, arguments), {}};
  Registers registers;
  if (read_registers(tracee.tid, registers))
    open.frame = own_frame(tracee.tid, *tracee.process->space->image, registers, StopKind::syscall, own_, shape.wrappers);
  skip_syscall(tracee.tid, -EPERM);
  decode_exit(tracee.tid, shape, -EPERM, open.call);
  record_syscall(tracee, std::move(open));
  end(record::End::tampering);
}

// The trap flag: a program that steps through its own instructions would be between all that the scenario does.
bool Tracer::steps_itself(Tracee& tracee, int code) {
  if (code != TRAP_TRACE || request_.spec.policy != sandbox::Policy::submission) return false;
  record::Moment moment;
  moment.kind = record::MomentKind::signal;
  moment.pid = tracee.process->pid;
  moment.exit = record::Exit{0, SIGTRAP, code, 0, "SIGTRAP", "TRAP_TRACE"};
  record(std::move(moment));
  end(record::End::tampering);
  resume(tracee.tid);
  return true;
}

// What a descriptor leads to is known from the kernel: a path may change before it reads it, and a file has several names.
void Tracer::look_at_opened(const Tracee& tracee, OpenSyscall& open) {
  const int number = open.shape->number;
  bool opens = number == SYS_openat, writes = opens && (open.arguments[2] & O_ACCMODE) != O_RDONLY;
#ifdef SYS_open
  if (number == SYS_open) opens = true, writes = (open.arguments[1] & O_ACCMODE) != O_RDONLY;
  if (number == SYS_creat) opens = writes = true;
#endif
  if (!opens || request_.spec.policy != sandbox::Policy::submission) return;
  const auto descriptor = static_cast<int>(*open.call.result);
  struct stat file {};
  if (stat(proc_path(tracee.tid, "fd/" + std::to_string(descriptor)).c_str(), &file) == 0) open.call.inode = file.st_ino;
  if (writes && is_memory(tracee.tid, descriptor)) end(record::End::tampering);
}

void Tracer::look_at_mapped(const Tracee& tracee, const OpenSyscall& open) {
  const auto& ranges = tracee.process->space->untouchable;
  if (ranges && takes_place(*ranges, static_cast<std::uint64_t>(open.shape->number), open.arguments, *open.call.result))
    end(record::End::tampering);
}

// Where no frame of the program is found, something stands between: its own code put elsewhere, or a stack of its making.
// What the library does in a thread of its own is nobody's.
void Tracer::settle_doubt(const Tracee& tracee, OwnFrame& frame) const {
  if (!judges() || loading_ || frame.in_program || (!frame.nowhere && tracee.calls.empty())) return;
  frame.in_program = frame.direct = frame.own = true;
}

}  // namespace partage::observe
