package dev.firstseen.flink;

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;

/** A checkpoint or savepoint that a job in this process goes on from. Flink would say late what is wrong with it. */
record ResumedFrom(String address) {
    private static final String METADATA = "_metadata";

    /**
     * Looks into it.
     *
     * @throws UnusableJobException with a sentence, where it is none, or is of another job
     */
    void check(JobGraph job) {
        CheckpointMetadata metadata = metadata();
        Set<OperatorID> known = new HashSet<>();
        for (JobVertex vertex : job.getVertices()) {
            for (OperatorIDPair operator : vertex.getOperatorIDs()) {
                known.add(operator.getUserDefinedOperatorID().orElse(operator.getGeneratedOperatorID()));
            }
        }
        List<OperatorState> states = metadata.getOperatorStates().stream()
                .filter(ResumedFrom::holdsSomething)
                .toList();
        long foreign = states.stream()
                .filter(state -> !known.contains(state.getOperatorID()))
                .count();
        if (foreign > 0) {
            throw new UnusableJobException(
                    ("%s is of another job: of the %d operators that left something there, %d are not in this one. Take one"
                                    + " of this job, with the same sources and sinks under the same names, and playbooks if it had some.")
                            .formatted(address, states.size(), foreign));
        }
    }

    private static boolean holdsSomething(OperatorState state) {
        return state.getCoordinatorState() != null
                || state.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
    }

    private CheckpointMetadata metadata() {
        try {
            Path path = new Path(address);
            FileSystem files = path.getFileSystem();
            Path file = files.getFileStatus(path).isDir() ? new Path(path, METADATA) : path;
            try (DataInputStream in = new DataInputStream(files.open(file))) {
                return Checkpoints.loadCheckpointMetadata(in, ResumedFrom.class.getClassLoader(), address);
            }
        } catch (FileNotFoundException none) {
            throw new UnusableJobException(
                    "There is no checkpoint or savepoint %s to go on from: a folder of one holds a file %s."
                            .formatted(address, METADATA));
        } catch (IllegalArgumentException noAddress) {
            throw new UnusableJobException(
                    "%s is no address of a checkpoint or savepoint: name a folder, or an address with a whole path such as file:///var/savepoint."
                            .formatted(address));
        } catch (IOException | IllegalStateException unusable) {
            throw new UnusableJobException(
                    "%s is no checkpoint or savepoint to go on from: %s".formatted(address, unusable.getMessage()));
        }
    }
}
