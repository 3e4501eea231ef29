package dev.firstseen.deliver.check;

import dev.firstseen.engine.check.CheckReport;
import java.io.IOException;

/** A way to write the check of rule files. */
public interface CheckFormat {
    void write(CheckReport report, Appendable out) throws IOException;
}
