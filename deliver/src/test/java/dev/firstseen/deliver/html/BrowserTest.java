package dev.firstseen.deliver.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser; skipped where no Chromium is installed. */
class BrowserTest {
    /** Chromium may still write to it when it has ended, so it is not in the folder that is deleted. */
    private static final Path PROFILE = Path.of("target", "chromium").toAbsolutePath();

    @TempDir
    private Path folder;

    private Browser browser;
    private HttpServer outside;
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        Optional<Browser> installed = Browser.installed(PROFILE);
        assumeTrue(installed.isPresent(), "no chromium is installed");
        browser = installed.get();
        outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        outside.start();
    }

    @AfterEach
    void stop() {
        if (outside != null) {
            outside.stop(0);
        }
    }

    private String hostile() {
        String address = "http://127.0.0.1:" + outside.getAddress().getPort() + "/";
        return "</title></style></script></pre><script>document.title = 'owned'</script><img src=" + address
                + "a onerror=\"document.title = 'owned'\"><link rel=stylesheet href=" + address
                + "b><style>body { background: url(" + address
                + "c) }</style><svg onload=\"document.title = 'owned'\">";
    }

    @Test
    void runsNoScriptOfALogAndAsksForNothing() throws IOException, InterruptedException {
        Document page = open(Reports.page(Reports.story(hostile())));
        assertThat(page.title()).isEqualTo("Firstseen report of 2026-03-16 07:30 UTC");
        assertThat(requests).hasValue(0);
        // Our own script did run: it shows the filter.
        assertThat(page.expectFirst("#filter").hasAttr("hidden")).isFalse();
        assertThat(page.select("article")).hasSize(4);
    }

    /** Shows that the test above can fail. */
    @Test
    void wouldNoticeAScriptAndARequest() throws IOException, InterruptedException {
        Document page = open("<!DOCTYPE html><title>mine</title>" + hostile());
        assertThat(page.title()).isEqualTo("owned");
        assertThat(requests.get()).isPositive();
    }

    /** Even if a value should once get through as markup, the policy stops it. */
    @Test
    void hasAPolicyThatStopsWhatIsNotOurs() throws IOException, InterruptedException {
        String page = Reports.page(Reports.story(""));
        Document opened = open(page.replace("</main>", hostile() + "</main>"));
        assertThat(opened.title()).startsWith("Firstseen report");
        assertThat(requests).hasValue(0);
    }

    @Test
    void fitsATelephone() throws IOException, InterruptedException {
        for (String value : new String[] {"", "w".repeat(5_000), "<b>".repeat(400)}) {
            Files.writeString(folder.resolve("report.html"), Reports.page(Reports.story(value)));
            Document measured = open("""
                    <!DOCTYPE html><title>not measured</title>
                    <iframe src="report.html" style="width: 390px; height: 800px; border: 0"></iframe>
                    <script>
                      const frame = document.querySelector("iframe");
                      frame.onload = () => {
                        const page = frame.contentDocument;
                        page.querySelectorAll("details").forEach((each) => { each.open = true; });
                        const { scrollWidth, clientWidth } = page.documentElement;
                        document.title = scrollWidth <= clientWidth && page.querySelector("article")
                            ? "fits" : scrollWidth + " in " + clientWidth;
                      };
                    </script>
                    """, "--allow-file-access-from-files");
            assertThat(measured.title()).isEqualTo("fits");
        }
    }

    private Document open(String html, String... options) throws IOException, InterruptedException {
        Path file = folder.resolve("page.html");
        Files.writeString(file, html);
        return Jsoup.parse(browser.dom(file, options));
    }
}
