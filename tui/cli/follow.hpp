// partage verifier --suivre: a verdict now, then one at each save, until ^C.
#pragma once

#include <functional>

#include "check/check.hpp"
#include "cli/context.hpp"

namespace partage::cli {

/// Tells one verdict and the text that was judged.
using TellVerdict = std::function<void(const record::Verdict& verdict, const std::string& text)>;

/// `options.source` is a file. Gives the exit code of the last verdict; 77 when there was none.
int follow(const content::Exercise& exercise, const check::Options& options, const TellVerdict& tell);

}  // namespace partage::cli
