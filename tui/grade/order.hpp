// The order in which a class is told: by name, as a French list is (é with e, whatever the case; « groupe 2 » before
// « groupe 10 »), not by the bytes of the names. Private to grade/, but for in_order().
#pragma once

#include <cstddef>
#include <vector>

#include "grade/results.hpp"

namespace partage::grade {

/// Places in `students`, in that order; two students of one name stay as they were.
std::vector<std::size_t> order_by_name(const std::vector<Student>& students);

/// The same results with students, and their marks, in that order. Ids do not change.
Results in_order(Results results);

}  // namespace partage::grade
