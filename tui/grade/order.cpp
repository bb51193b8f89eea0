#include "grade/order.hpp"

#include <unicode/ucol.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <string_view>
#include <utility>

namespace partage::grade {
namespace {

struct CloseCollator {
  void operator()(UCollator* one) const { ucol_close(one); }
};

// Null when ICU has no data at all: then the order is that of the bytes.
std::unique_ptr<UCollator, CloseCollator> french() {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UCollator, CloseCollator> collator(ucol_open("fr", &error));
  ucol_setAttribute(collator.get(), UCOL_NUMERIC_COLLATION, UCOL_ON, &error);
  return U_SUCCESS(error) ? std::move(collator) : nullptr;
}

bool before(const UCollator* collator, std::string_view a, std::string_view b) {
  if (collator == nullptr) return a < b;
  UErrorCode error = U_ZERO_ERROR;
  return ucol_strcollUTF8(collator, a.data(), static_cast<int32_t>(a.size()), b.data(), static_cast<int32_t>(b.size()), &error) == UCOL_LESS;
}

}  // namespace

std::vector<std::size_t> order_by_name(const std::vector<Student>& students) {
  std::vector<std::size_t> order(students.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto collator = french();
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return before(collator.get(), students[a].name, students[b].name); });
  return order;
}

Results in_order(Results results) {
  std::vector<Student> students;
  std::vector<Mark> marks;
  const std::size_t exercises = results.exercises.size();
  for (const std::size_t from : order_by_name(results.students)) {
    students.push_back(std::move(results.students[from]));
    for (std::size_t at = 0; at < exercises; ++at) marks.push_back(std::move(results.marks[from * exercises + at]));
  }
  results.students = std::move(students);
  results.marks = std::move(marks);
  return results;
}

}  // namespace partage::grade
