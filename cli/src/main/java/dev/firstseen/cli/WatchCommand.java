package dev.firstseen.cli;

import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.runtime.configuration.Configuration;
import dev.firstseen.runtime.watch.OperationsLog;
import dev.firstseen.runtime.watch.OperationsServer;
import dev.firstseen.runtime.watch.Watch;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreException;
import dev.firstseen.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firstseen watch}. */
@Command(
        name = "watch",
        description =
                "Collects logs as they arrive, remembers what was seen, and tells of alerts and incidents. Runs until"
                        + " it is stopped; nothing is lost or told twice over a restart.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; 'firstseen init' writes one with comments. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("firstseen.toml");

    @Option(names = "--once", description = "Stop when all sources have ended and all is told; for sources that end.")
    private boolean once;

    @Option(
            names = "--demo",
            description = "Watch a simulated tenant instead: the example's two weeks in fast time, with no set-up.")
    private boolean demo;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter errors = spec.commandLine().getErr();
        if (demo) {
            return Demonstration.run(spec.commandLine().getOut(), errors);
        }
        Configuration configuration = ServiceOptions.read(file, SourceClock.system(), errors);
        OperationsLog log = new OperationsLog(System.err, Clock.systemUTC());
        try (Store store = Stores.open(configuration.store());
                Operations operations = new Operations(configuration.operations())) {
            Watch.Setup setup = ServiceOptions.setup(configuration, Clock.systemUTC(), System::nanoTime, once, errors);
            return watch(setup, operations, store, log);
        } catch (StoreException refused) {
            throw new UnusableInputException(refused.sentence());
        }
    }

    private static int watch(Watch.Setup setup, Operations operations, Store store, OperationsLog log) {
        CountDownLatch closed = new CountDownLatch(1);
        Watch watch = Watch.start(setup, store, log);
        Thread stopping = new Thread(() -> {
            watch.close();
            closed.countDown();
        });
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            operations.answer(watch);
            Optional<String> failure = watch.await();
            operations.close();
            if (!removed(stopping)) {
                closed.await();
                return 0;
            }
            watch.close();
            return failure.isEmpty() ? 0 : Firstseen.UNUSABLE;
        } catch (InterruptedException stopped) {
            // Before the interrupt is passed on: closing waits for what is being done.
            watch.close();
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Whether the process goes on: once it ends, the hook closes the service. */
    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    /** The endpoint for operators, where one is wanted. Its address is taken before anything starts. */
    private static final class Operations implements AutoCloseable {
        private final Optional<OperationsServer> server;

        Operations(Optional<InetSocketAddress> address) {
            server = address.map(Operations::at);
        }

        private static OperationsServer at(InetSocketAddress address) {
            try {
                return OperationsServer.at(address);
            } catch (IOException taken) {
                throw new UnusableInputException(
                        "Nothing can be answered at %s:%d, the address of [operations] (%s): end what listens there, or name another."
                                .formatted(address.getHostString(), address.getPort(), taken.getMessage()));
            }
        }

        void answer(Watch watch) {
            server.ifPresent(each -> each.answer(watch));
        }

        @Override
        public void close() {
            server.ifPresent(OperationsServer::close);
        }
    }
}
