package dev.firstseen.deliver.sink;

import dev.firstseen.deliver.ndjson.Json;
import dev.firstseen.deliver.ocsf.DetectionFinding;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.time.Instant;

/** In which form other systems get a notice: one JSON object. */
public enum Payload {
    /** The document, with {@code firstseen.notice} saying what it is. */
    ECS {
        @Override
        Value.Members object(Notice notice) {
            return notice.document()
                    .with(FieldPath.of("firstseen.notice"), about(notice))
                    .root();
        }
    },
    /** OCSF's Detection Finding. */
    OCSF {
        @Override
        Value.Members object(Notice notice) {
            DetectionFinding.Activity activity = switch (notice) {
                case Notice.AlertRaised raised -> DetectionFinding.Activity.CREATE;
                case Notice.AlertAmended amended -> DetectionFinding.Activity.UPDATE;
                case Notice.AlertWithdrawn withdrawn -> DetectionFinding.Activity.CLOSE;
                case Notice.IncidentChanged changed -> DetectionFinding.Activity.UPDATE;
                case Notice.IncidentEnded ended -> DetectionFinding.Activity.CLOSE;
                case Notice.Storm storm -> DetectionFinding.Activity.CREATE;
            };
            String comment = switch (notice) {
                case Notice.AlertWithdrawn withdrawn -> withdrawn.reason();
                case Notice.IncidentEnded ended -> ended.reason();
                case Notice.AlertRaised _, Notice.AlertAmended _, Notice.IncidentChanged _, Notice.Storm _ -> "";
            };
            return DetectionFinding.of(
                    notice.document(), activity, Instant.ofEpochMilli(notice.time()), notice.id(), comment);
        }
    };

    abstract Value.Members object(Notice notice);

    /** The notice as JSON in UTF-8, without a line end; very long texts are cut visibly. */
    public byte[] bytes(Notice notice) {
        return Cut.json(object(notice));
    }

    private static Value about(Notice notice) {
        Json json = new Json()
                .put("id", notice.id())
                .put("kind", Kind.of(notice).word())
                .put("time", Instant.ofEpochMilli(notice.time()));
        switch (notice) {
            case Notice.AlertRaised raised -> {
                if (!raised.id().equals(raised.alert())) {
                    json.put("alert", raised.alert());
                }
            }
            case Notice.AlertAmended amended -> json.put("alert", amended.alert());
            case Notice.AlertWithdrawn withdrawn ->
                json.put("alert", withdrawn.alert()).put("reason", withdrawn.reason());
            case Notice.IncidentChanged changed -> json.put("incident", changed.incident());
            case Notice.IncidentEnded ended ->
                json.put("incident", ended.incident()).put("reason", ended.reason());
            case Notice.Storm storm ->
                json.put("count", Value.of(storm.count())).put("alerts", storm.alerts());
        }
        return json.build();
    }
}
