// Breakpoints of one address space. Forked children get a copy with their copied text; threads and vfork children share.
#pragma once

#include <array>
#include <map>

#include "observe/registers.hpp"

namespace partage::observe {

class Breakpoints {
 public:
  /// What a stop there means; several may be true of one address.
  struct Meaning {
    bool program_entry = false;   ///< the ELF entry point: the loader has finished
    bool main = false;
    int probe = -1;               ///< entry of Request::probes[probe]
    bool probe_return = false;    ///< return address of a probed call
    int question = -1;            ///< entry of the function of page_size_questions[question]
    int statement = -1;           ///< index into ElfFile::statements
    bool region_return = false;   ///< where the region goes on after a call
    bool once() const { return probe < 0 && !probe_return && question < 0 && !stops(); }
    bool stops() const { return statement >= 0 || region_return; }  ///< the process waits there for its turn
  };

  /// Adds a meaning to an address; writes the instruction the first time. False when it cannot be written.
  bool add(pid_t tid, Address address, const Meaning& meaning);
  const Meaning* at(Address address) const;
  /// After a stop there: sets the program counter back and restores the program's own instruction for good.
  void remove(pid_t tid, Address address);
  /// Puts the program's own instruction back, keeps the breakpoint in mind; and the reverse.
  void lift(pid_t tid, Address address);
  void restore(pid_t tid, Address address);

 private:
  struct Breakpoint {
    std::array<std::uint8_t, 8> original;  ///< the word that holds the instruction, before
    Meaning meaning;
  };
  std::map<Address, Breakpoint> all_;
};

}  // namespace partage::observe
