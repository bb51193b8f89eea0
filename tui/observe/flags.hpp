// Numbers of the kernel's interface as the words of the man pages.
#pragma once

#include <cstdint>
#include <string>

namespace partage::observe {

std::string protection_text(std::uint64_t value);      ///< mmap(2): "PROT_READ|PROT_WRITE"
std::string map_flags_text(std::uint64_t value);       ///< mmap(2): "MAP_SHARED|MAP_ANONYMOUS"
std::string mremap_flags_text(std::uint64_t value);
std::string msync_flags_text(std::uint64_t value);
std::string madvice_text(std::uint64_t value);
std::string open_flags_text(std::uint64_t value);      ///< "O_RDWR|O_CREAT"
std::string clone_flags_text(std::uint64_t value);     ///< the low byte, the exit signal, as "SIGCHLD"
std::string wait_options_text(std::uint64_t value);
std::string wait_id_type_text(std::uint64_t value);    ///< waitid(2): "P_PID"
std::string socket_domain_text(std::uint64_t value);
std::string socket_type_text(std::uint64_t value);
std::string pipe_flags_text(std::uint64_t value);
std::string shm_flags_text(std::uint64_t value);       ///< shmget(2), shmat(2)
std::string unlink_flags_text(std::uint64_t value);
std::string fcntl_command_text(std::uint64_t value);  ///< a copy of a descriptor; a number for the others

std::string signal_name(int signal);                    ///< "SIGSEGV"
std::string error_name(int error);                      ///< "ENOMEM"
/// Of siginfo_t::si_code: "SEGV_MAPERR", "SI_USER"; empty when it has no name here.
std::string signal_code_name(int signal, int code);

}  // namespace partage::observe
