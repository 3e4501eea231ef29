package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.FieldPath;
import java.util.List;

/**
 * The fields by which events are alike or not: those that somebody asks for.
 *
 * @param own of what an identity does, or what is done to it
 * @param others of what other accounts do in its networks, of which less is asked
 */
public record TracedFields(List<FieldPath> own, List<FieldPath> others) {

    public TracedFields {
        own = List.copyOf(own);
        others = List.copyOf(others);
    }
}
