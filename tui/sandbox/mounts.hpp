// The file system of the namespace tier: a new root made of what is needed and nothing else. It must hold every attack
// on files alone, Landlock or not.
#pragma once

#include <string>
#include <vector>

#include "sandbox/descriptor.hpp"
#include "sandbox/landlock.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::sandbox {

/// One detached copy of a piece of the outside file system (open_tree(2)), ready to be put in the new root.
struct Tree {
  Descriptor mount;
  std::string inside;
  bool folder = true;
};

/// What every run gets, and what its Spec adds. `writable` only by a Spec.
struct Source {
  std::string outside;
  std::string inside;
  enum class Kind { programs, settings, device, bind, writable_bind } kind = Kind::bind;
};

/// A symbolic link of the root (/lib -> usr/lib), made again inside.
struct RootLink {
  std::string inside;
  std::string target;
};

struct Layout {
  std::vector<Source> sources;
  std::vector<RootLink> links;
  std::vector<std::string> hidden;  ///< folders below a source: the same name outside and inside
};

/// Read from the machine; the run's binds come last.
Layout layout_of(const Spec& spec);

/// What Landlock lets through for this layout. `outside`: paths of the machine (lite tier), else of the new root.
std::vector<Allowed> allowed_paths(const Layout& layout, bool outside, bool compiler);

/// Detached, hardened copies (nosuid, nodev, read-only unless writable). Needs CAP_SYS_ADMIN over the caller's mount
/// namespace. Throws SetupError.
std::vector<Tree> open_trees(const std::vector<Source>& sources);

/// Makes the new root current and lets go of the old one. Called in the new namespaces, under the identity of the
/// program. Throws SetupError.
void enter_new_root(const Layout& layout, const std::vector<Tree>& trees, std::uint64_t tmpfs_bytes);

}  // namespace partage::sandbox
