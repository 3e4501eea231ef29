package dev.firstseen.flink.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.Twin;
import dev.firstseen.flink.files.Unusable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of playbooks whose files cannot be used now. */
class PlaybookTextsTest {
    private static final List<PlaybookTexts.Text> OURS =
            Twin.INVESTIGATION.playbooks().texts();

    private static PlaybookTexts.Text moved(PlaybookTexts.Text text, String folder) {
        return new PlaybookTexts.Text(folder + "/playbook.toml", text.text());
    }

    @Test
    void oneThatWasMovedOutOfAFolderThatCannotBeReadIsThereOnce() {
        PlaybookTexts.Text before = moved(OURS.get(0), "old");
        PlaybookTexts.Text stays =
                new PlaybookTexts.Text("old/other.toml", OURS.get(1).text());
        PlaybookTexts.Text now = moved(OURS.get(0), "new");
        PlaybookVersion read = new PlaybookVersion(
                new PlaybookTexts(List.of(now)), new Unusable(List.of("old"), List.of("It cannot be read.")));
        assertThat(new PlaybookTexts(List.of(before, stays)).changed(read).texts())
                .containsExactly(now, stays);
    }
}
