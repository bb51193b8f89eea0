#include "app/mmap_story.hpp"

#include "app/lesson.hpp"
#include "app/navigation.hpp"
#include "app/sample.hpp"
#include "app/story.hpp"

namespace partage::test {

namespace {

content::Lesson mmap_lesson() {
  content::Lesson lesson;
  lesson.id = "04_appel_mmap";
  lesson.number = "04";
  lesson.title = "L'appel mmap";
  lesson.goals = {"Dire le rôle de chacun des six paramètres."};
  lesson.programs = {"demo_six"};
  content::Launch launch;
  launch.program = "demo_six";
  launch.arguments = {"NULL", "4096", "PROT_READ|PROT_WRITE", "MAP_SHARED|MAP_ANONYMOUS", "-1", "0"};
  launch.title = "Un paramètre à la fois";
  launch.table = "mmap";
  lesson.pages = {{"Les six, au clavier", {launch}}};
  return lesson;
}

}  // namespace

void open_mmap_table(app::Model& model) {
  model.library.lessons.push_back(mmap_lesson());
  app::open_lesson(model, "04_appel_mmap");
  app::turn_to(model, 1);
  press(model, {"Entrée"});
}

record::Recording mmap_made() {
  Story story("/kit/programs/demo_six");
  story.start(4211, 60);
  story.syscall(4211, "mmap", mmap_arguments("MAP_SHARED|MAP_ANONYMOUS"), static_cast<std::int64_t>(kZone), 70).maps(4211, {data_mapping(), zone_mapping()});
  story.exit(4211, 0);
  return story.recording();
}

record::Recording mmap_refused() {
  Story story("/kit/programs/demo_six");
  story.start(4211, 60).maps(4211, {data_mapping()});
  auto arguments = mmap_arguments("MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE");
  arguments[0] = {"addr", kData, "0x55d0c0004000"};
  story.syscall(4211, "mmap", arguments, -17, 70);
  record::Recording recording = story.exit(4211, 0).recording();
  recording.moments[1].syscall->error = "EEXIST";
  return recording;
}

}  // namespace partage::test
