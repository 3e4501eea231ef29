package dev.firstseen.flink.fold;

/** Why a record that came late is not judged. */
enum Late {
    OUT_OF_ORDER(
            "It came after later events of the same key had been decided on; an alert of one of them may be too many."),
    FORGOTTEN("It came so late that what it is to be compared with may have been forgotten.");

    private final String sentence;

    Late(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
