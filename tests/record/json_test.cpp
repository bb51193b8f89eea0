#include "record/json.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "record/random_recording.hpp"

namespace partage::record {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

std::string refusal(const Json& json) {
  try {
    json.get<Recording>();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "accepté";
}

Recording small() {
  Recording recording;
  recording.program = "/demo";
  Moment moment;
  moment.kind = MomentKind::syscall;
  moment.pid = 7;
  moment.syscall = Syscall{"mmap", {{"addr", 0, "NULL"}}, std::int64_t{-1}, "ENOMEM", false, true};
  recording.moments.push_back(moment);
  recording.output = std::string("\x00\xff\x1b", 3);
  return recording;
}

class RoundTrip : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(RoundTrip, RecordingsComeBackWhole) {
  testing::Random random(GetParam());
  for (int i = 0; i < 40; ++i) {
    const Recording recording = testing::arbitrary_recording(random);
    EXPECT_EQ(recording_from_json_text(to_json_text(recording)), recording);
    EXPECT_EQ(from_frame(to_frame(recording)), recording);
    EXPECT_EQ(Json(recording).get<Recording>(), recording);
  }
}

TEST_P(RoundTrip, VerdictsComeBackWhole) {
  testing::Random random(GetParam());
  for (int i = 0; i < 40; ++i) {
    const Verdict verdict = testing::arbitrary_verdict(random);
    EXPECT_EQ(verdict_from_json_text(to_json_text(verdict)), verdict);
    EXPECT_EQ(verdict_from_frame(to_frame(verdict)), verdict);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RoundTrip, ::testing::Range<std::uint64_t>(1, 9));

TEST(Json, WritesWhatTheHeaderSays) {
  const Json json = small();
  EXPECT_EQ(json["schema_version"], 2);
  EXPECT_EQ(json["output"], "00ff1b");
  EXPECT_EQ(json["moments"][0]["kind"], "syscall");
  EXPECT_EQ(json["moments"][0]["syscall"]["arguments"][0]["text"], "NULL");
  EXPECT_EQ(json["moments"][0]["syscall"]["result"], -1);
  EXPECT_FALSE(json["moments"][0].contains("fork"));
  EXPECT_EQ(json["end"], "finished");
}

TEST(Json, TextThatIsNotUtf8IsHexadecimal) {
  Recording recording;
  recording.program = "/caf\xe9";
  EXPECT_EQ(Json(recording)["program"], (Json{{"hex", "2f636166e9"}}));
}

TEST(Json, TextEndsWithANewline) {
  EXPECT_EQ(to_json_text(small()).back(), '\n');
}

TEST(Json, RefusesAnotherSchemaVersion) {
  Json json = small();
  json["schema_version"] = 1;
  EXPECT_THAT(refusal(json), HasSubstr("schema_version : version 1 inconnue"));
  json.erase("schema_version");
  EXPECT_THAT(refusal(json), HasSubstr("schema_version : ce membre manque"));
}

TEST(Json, SaysWhereTheShapeIsWrong) {
  const auto with = [](auto change) {
    Json json = small();
    change(json);
    return refusal(json);
  };
  EXPECT_THAT(with([](Json& json) { json["moments"][0]["syscall"]["result"] = "12"; }),
              HasSubstr("moments[0].syscall.result : un nombre entier est attendu"));
  EXPECT_THAT(with([](Json& json) { json["moments"][0].erase("pid"); }),
              HasSubstr("moments[0].pid : ce membre manque"));
  EXPECT_THAT(with([](Json& json) { json["moments"][0]["pid"] = 5'000'000'000; }), HasSubstr("hors des bornes"));
  EXPECT_THAT(with([](Json& json) { json["page_size"] = -1; }), HasSubstr("page_size : ce nombre est hors des bornes"));
  EXPECT_THAT(with([](Json& json) { json["page_size"] = 1.5; }), HasSubstr("page_size : un nombre entier"));
  EXPECT_THAT(with([](Json& json) { json["moments"][0]["kind"] = "saut"; }),
              HasSubstr("moments[0].kind : valeur inconnue"));
  EXPECT_THAT(with([](Json& json) { json["output"] = "0g"; }),
              HasSubstr("output : ce n'est pas une chaîne hexadécimale"));
  EXPECT_THAT(with([](Json& json) { json["output"] = "0"; }), HasSubstr("output"));
  EXPECT_THAT(with([](Json& json) { json["autre"] = 1; }), HasSubstr("un membre est inconnu"));
  EXPECT_THAT(with([](Json& json) { json["moments"] = Json::object(); }), HasSubstr("moments : un tableau"));
  EXPECT_THAT(with([](Json& json) { json["frames_visible"] = 1; }), HasSubstr("frames_visible : true ou false"));
  EXPECT_THAT(refusal(Json::array()), HasSubstr("un objet est attendu"));
}

TEST(Json, RefusesWhatIsNotJson) {
  EXPECT_THROW(recording_from_json_text("{"), std::runtime_error);
  EXPECT_THROW(verdict_from_json_text(""), std::runtime_error);
}

// A supervisor killed while it writes leaves any prefix of a frame.
TEST(Frame, RefusesEveryPrefix) {
  const std::string frame = to_frame(small());
  for (std::size_t length = 0; length < frame.size(); ++length)
    EXPECT_THROW(from_frame(std::string_view(frame).substr(0, length)), std::runtime_error) << length;
}

TEST(Frame, RefusesAnotherKindVersionOrTail) {
  EXPECT_THROW(verdict_from_frame(to_frame(small())), std::runtime_error);
  EXPECT_THROW(from_frame(to_frame(Verdict{})), std::runtime_error);
  EXPECT_THROW(from_frame(to_frame(small()) + "x"), std::runtime_error);
  std::string newer = to_frame(small());
  newer[5] = '\3';
  EXPECT_THROW(from_frame(newer), std::runtime_error);
}

// Whatever the bytes: refused, or read as some recording that writes itself back.
TEST(Frame, SurvivesDamage) {
  testing::Random random(99);
  for (int i = 0; i < 3000; ++i) {
    std::string frame = to_frame(testing::arbitrary_recording(random));
    for (std::uint64_t hits = random.below(3) + 1; hits > 0; --hits)
      frame[random.below(frame.size())] = static_cast<char>(random.below(256));
    try {
      const Recording read = from_frame(frame);
      EXPECT_EQ(from_frame(to_frame(read)), read);
    } catch (const std::runtime_error&) {
    }
  }
}

TEST(Names, AreTheOnesOfTheExport) {
  EXPECT_EQ(name(End::wall_clock), "wall_clock");
  EXPECT_EQ(name(End::fault), "fault");
  EXPECT_EQ(name(MomentKind::call_return), "call_return");
  EXPECT_EQ(name(Outcome::could_not_judge), "could_not_judge");
}

TEST(Lookup, FindsArgumentsAndProcesses) {
  Recording recording = small();
  recording.processes = {{7, 1, 0, {}, false}, {8, 2, 7, {}, true}};
  EXPECT_EQ(recording.process(8), &recording.processes[1]);
  EXPECT_EQ(recording.process(9), nullptr);
  const Syscall& call = *recording.moments[0].syscall;
  EXPECT_EQ(call.argument("addr"), &call.arguments[0]);
  EXPECT_EQ(call.argument("length"), nullptr);
}

}  // namespace
}  // namespace partage::record
