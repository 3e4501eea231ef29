package dev.firstseen.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.time.Clock;
import java.time.Instant;

/** Which room may use which, as docs/architecture.md draws it. */
@AnalyzeClasses(packages = "dev.firstseen", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule EACH_ROOM_USES_ONLY_WHAT_IS_ALLOWED = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.firstseen..")
            .layer("engine")
            .definedBy("dev.firstseen.engine..")
            .layer("networks")
            .definedBy("dev.firstseen.networks..")
            .layer("microsoft")
            .definedBy("dev.firstseen.microsoft..")
            .layer("investigation")
            .definedBy("dev.firstseen.investigation..")
            .layer("store")
            .definedBy("dev.firstseen.store..")
            .layer("collect")
            .definedBy("dev.firstseen.collect..")
            .layer("deliver")
            .definedBy("dev.firstseen.deliver..")
            .layer("runtime")
            .definedBy("dev.firstseen.runtime..")
            .layer("cli")
            .definedBy("dev.firstseen.cli..")
            .layer("bench")
            .definedBy("dev.firstseen.bench..")
            .layer("flink")
            .definedBy("dev.firstseen.flink..")
            .whereLayer("engine")
            .mayNotAccessAnyLayer()
            .whereLayer("networks")
            .mayNotAccessAnyLayer()
            .whereLayer("microsoft")
            .mayOnlyAccessLayers("engine")
            .whereLayer("investigation")
            .mayOnlyAccessLayers("engine")
            .whereLayer("store")
            .mayOnlyAccessLayers("engine", "investigation")
            .whereLayer("collect")
            .mayOnlyAccessLayers("engine", "microsoft")
            .whereLayer("deliver")
            .mayOnlyAccessLayers("engine", "investigation")
            .whereLayer("runtime")
            .mayOnlyAccessLayers("engine", "networks", "microsoft", "investigation", "store", "collect", "deliver")
            .whereLayer("cli")
            .mayOnlyAccessLayers(
                    "engine", "networks", "microsoft", "investigation", "store", "collect", "deliver", "runtime")
            .whereLayer("flink")
            .mayOnlyAccessLayers("engine", "networks", "microsoft", "investigation", "collect", "deliver", "runtime")
            .whereLayer("bench")
            .mayOnlyAccessLayers(
                    "engine",
                    "networks",
                    "microsoft",
                    "investigation",
                    "store",
                    "collect",
                    "deliver",
                    "runtime",
                    "cli");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_FILES_SOCKETS_THREADS_CLOCKS_OR_DATABASES = noClasses()
            .that()
            .resideInAPackage("dev.firstseen.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net.http..",
                    "java.sql..",
                    "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, Clock.class, Socket.class, ServerSocket.class, URL.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule FEATURES_OF_THE_ENGINE_ARE_FREE_OF_CYCLES =
            slices().matching("dev.firstseen.engine.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_ROOM_FOR_ODDS_AND_ENDS = noClasses()
            .should()
            .resideInAnyPackage("..utils..", "..util..", "..helpers..", "..impl..", "..common..", "..misc..")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}
