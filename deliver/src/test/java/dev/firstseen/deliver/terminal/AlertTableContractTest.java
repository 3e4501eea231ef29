package dev.firstseen.deliver.terminal;

import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.deliver.AlertFormatContract;
import java.util.List;

class AlertTableContractTest extends AlertFormatContract {

    @Override
    protected AlertFormat format() {
        return new AlertTable(160, false);
    }

    /** A blank line stands before each alert; before the first blank line stand the headings. */
    @Override
    protected List<String> shown(String text) {
        List<String> parts = List.of(text.split("\n\n", -1));
        return parts.subList(1, parts.size());
    }
}
