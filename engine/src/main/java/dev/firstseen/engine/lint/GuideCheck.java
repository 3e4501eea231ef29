package dev.firstseen.engine.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The investigation guide and what belongs to it. */
final class GuideCheck implements Check {
    private static final String TAG = "Resources: Investigation Guide";
    private static final Pattern TITLE = Pattern.compile("(?m)^### Investigating (.{1,500}?)\\s*$");
    private static final Pattern PLACED = Pattern.compile("\\$(osquery|investigate)_(\\d{1,4})");

    @Override
    public void look(LintedFile file, Findings findings) {
        String note = file.text("note");
        boolean severe = List.of("high", "critical").contains(file.text("severity"));
        if (severe && note.isBlank() && !file.rule().has("building_block_type")) {
            findings.add(
                    Lint.GUIDE_MISSING,
                    file.at("severity"),
                    "who gets an alert of severity '%s' needs to know what to do: write an investigation guide into 'note'"
                            .formatted(file.text("severity")));
        }
        Matcher title = TITLE.matcher(note);
        boolean guide = title.find();
        if (guide && !title.group(1).equals(file.text("name"))) {
            findings.add(
                    Lint.GUIDE_TITLE,
                    file.rule().placeIn("note", title.start(1), title.end(1)),
                    "the guide is about the rule itself; write '### Investigating %s'".formatted(file.text("name")));
        }
        boolean tagged = file.rule().strings("tags").contains(TAG);
        if (tagged && note.isBlank()) {
            findings.add(
                    Lint.GUIDE_TAG,
                    file.at("tags"),
                    "the tag '%s' promises a guide, and 'note' has none".formatted(TAG));
        } else if (guide && !tagged) {
            findings.add(Lint.GUIDE_TAG, file.at("tags"), "the rule has a guide; write the tag '%s'".formatted(TAG));
        }
        transform(file, note, findings);
        boolean id = file.rule().has("timeline_id");
        if (id != file.rule().has("timeline_title")) {
            findings.add(
                    Lint.TIMELINE_PAIR,
                    file.rule().keyPlace(id ? "timeline_id" : "timeline_title"),
                    "timeline_id and timeline_title go together; write both or none");
        }
    }

    private static void transform(LintedFile file, String note, Findings findings) {
        for (String plugin : List.of("osquery", "investigate")) {
            int written = file.top()
                    .section("transform")
                    .map(transform -> transform.sections(plugin).size())
                    .orElse(0);
            boolean[] placed = new boolean[written];
            Matcher matcher = PLACED.matcher(note);
            while (matcher.find()) {
                if (!matcher.group(1).equals(plugin)) {
                    continue;
                }
                int number = Integer.parseInt(matcher.group(2));
                if (number < written) {
                    placed[number] = true;
                } else {
                    findings.add(
                            Lint.TRANSFORM,
                            file.rule().placeIn("note", matcher.start(), matcher.end()),
                            "there is no query %s for this place; 'transform.%s' holds %d"
                                    .formatted(matcher.group(), plugin, written));
                }
            }
            for (int i = 0; i < written; i++) {
                if (!placed[i]) {
                    findings.add(
                            Lint.TRANSFORM,
                            file.top().keyPlace("transform"),
                            "the guide does not place query %d of 'transform.%s'; write $%s_%d into 'note'"
                                    .formatted(i, plugin, plugin, i));
                }
            }
        }
    }
}
