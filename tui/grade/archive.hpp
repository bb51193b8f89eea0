// An archive of a student, or of a class, as a Tree. It is opened inside the sandbox: whatever it makes the library that
// reads it do, it does there. Private to grade/.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "grade/tree.hpp"
#include "grade/unpack.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::grade {

/// The program that unpacks (partage itself), and where.
struct Unpacking {
  std::filesystem::path program;
  sandbox::Tier tier = sandbox::Tier::namespaces;
};

/// Never throws: what prevents it is in problems() and unseen().
std::unique_ptr<Tree> archive_tree(const Tree::Place& archive, const Unpacking& how, const UnpackLimits& limits = {});

}  // namespace partage::grade
