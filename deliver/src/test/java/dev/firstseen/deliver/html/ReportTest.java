package dev.firstseen.deliver.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.Alerts;
import dev.firstseen.deliver.Cases;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Investigated;
import dev.firstseen.investigation.playbook.Measure.Lane;
import dev.firstseen.investigation.playbook.Playbook;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static Document story() throws IOException {
        return Jsoup.parse(Reports.page(Reports.story("")));
    }

    @Test
    void tellsIncidentsWorstFirst() throws IOException {
        Document page = story();
        assertThat(page.select("article h2").eachText())
                .containsExactly(
                        "jana.petersen@nordwerk.example",
                        "ole.brandt@nordwerk.example",
                        "friederike.boehm@nordwerk.example",
                        "lukasz.zielinski@nordwerk.example");
        assertThat(page.select(".overview tbody .account a").eachText())
                .isEqualTo(page.select("article h2").eachText());
        assertThat(page.select("article .headline .badge").eachText()).containsExactly("100", "100", "5", "–");
        assertThat(page.expectFirst("h1").text()).isEqualTo("Likely compromise: 2 of 4 incidents");
    }

    @Test
    void putsTheParagraphFirst() throws IOException {
        Element article = story().expectFirst("article");
        assertThat(article.child(0).hasClass("headline")).isTrue();
        assertThat(article.child(1).text())
                .startsWith("jana.petersen@nordwerk.example completed a device code sign-in");
    }

    @Test
    void tellsAnIncidentWithoutAPlaybookByItsAlerts() throws IOException {
        assertThat(story().expectFirst("article.unassessed .paragraph").text())
                .startsWith("lukasz.zielinski@nordwerk.example completed a device code grant")
                .endsWith(".");
    }

    @Test
    void tellsOfHowManyAlertsNothingWasAsked() throws IOException {
        assertThat(story().select("article .facts").text())
                .contains(
                        "480 more alerts of rules that raised too many",
                        "about 7 events, most of them sign-ins of others from the same networks")
                .doesNotContain("too varied");
    }

    @Test
    void drawsEveryMomentOfTheListInItsLane() throws IOException {
        Incident incident = Cases.phished("");
        Document page = story();
        Element article = page.expectFirst("article");
        assertThat(article.select(".moments li:not(.day)"))
                .hasSize(incident.timeline().size());
        for (String form : List.of("svg.wide", "svg.narrow")) {
            Element chart = article.expectFirst(form);
            assertThat(chart.select("a.mark circle"))
                    .hasSize(incident.timeline().size());
            assertThat(chart.select("rect.lane")).hasSize(Lane.values().length);
            assertThat(chart.select("a.mark.grant text").text()).isEqualTo("3");
            chart.select("a.mark")
                    .forEach(mark -> assertThat(page.select(mark.attr("href"))).hasSize(1));
        }
        assertThat(article.select(".moments li.grant strong").text())
                .isEqualTo("Device code grant from a network new for the user");
        assertThat(article.select(".moments li.grant small").text()).contains("the grant");
    }

    @Test
    void letsTheNewNetworkStandOut() throws IOException {
        Element strip = story().expectFirst("article svg.strip.wide");
        assertThat(strip.select("text.name.alerted").text()).startsWith("AS132203");
        assertThat(strip.select("text.name.new").text()).isEqualTo("AS9009 M247 Europe SRL");
        assertThat(strip.select("text.name.known")).hasSize(2);
        assertThat(strip.select("rect.alerted title").eachText()).containsExactly("2026-03-11: 2 events");
        assertThat(strip.select("rect.new.f4")).hasSize(2);
    }

    @Test
    void weighsInTheOrderOfTheQuestions() throws IOException {
        Element article = story().expectFirst("article");
        assertThat(article.select(".contributions .points").eachText())
                .containsExactly(
                        "+20", "+5", "+3", "+20", "+15", "+10", "+25", "+10", "+15", "+15", "+15", "+10", "+20", "+10");
        assertThat(article.text()).contains("The points sum up to 193; a score is held between 0 and 100.");
    }

    @Test
    void leadsFromEvidenceToTheWholeEvent() throws IOException {
        Document page = story();
        assertThat(page.select(".evidence a")).isNotEmpty();
        page.select(".evidence a").forEach(link -> {
            Element event = page.expectFirst(link.attr("href"));
            assertThat(event.expectFirst("summary").text()).isEqualTo(link.text());
            assertThat(event.expectFirst("pre").wholeText()).startsWith("{\n  \"@timestamp\": \"");
        });
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Document page = story();
        assertThat(page.expectFirst("header .missing").text()).contains("azure.identity_protection");
        assertThat(page.select("#reading li code").eachText()).containsExactly("azure.identity_protection");
        assertThat(page.select("article#i1 .notasked li").text())
                .contains("Did Microsoft rate the account as risky?")
                .contains("no azure.identity_protection in this data");
        assertThat(page.select("#reading").text())
                .contains("931")
                .contains("It is none of the known kinds of record.")
                .contains("288 with a record, 46 without any in between")
                .contains("observed as a whole for 2 of 3 incidents; the least that was observed is 82 %");
    }

    @Test
    void asksForNothingFromOutside() throws IOException {
        Document page = story();
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(page.select("[src], link, iframe, object, embed, form, base"))
                .isEmpty();
        assertThat(page.select("[href]")).allMatch(link -> link.attr("href").startsWith("#"));
        assertThat(page.select("style").html()).doesNotContain("url(").doesNotContain("@import");
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void isTheSameForTheSameIncidentsInAnyOrder() throws IOException {
        ReportData data = Reports.story("");
        List<Incident> reversed = new ArrayList<>(data.incidents()).reversed();
        assertThat(Reports.page(new ReportData(data.made(), reversed, data.unasked(), data.alerts(), data.reading())))
                .isEqualTo(Reports.page(data));
    }

    @Test
    void countsTheMomentsItLeavesOutAndKeepsTheGrant() throws IOException {
        Incident incident = Cases.phished("");
        List<Incident.Moment> many = new ArrayList<>();
        Incident.Moment call = incident.timeline().get(6);
        IntStream.range(0, 300)
                .forEach(i -> many.add(new Incident.Moment(
                        call.first() - 400_000 + i, call.last(), Lane.GRAPH, "Call " + i, "", 1, false, List.of())));
        many.addAll(incident.timeline());
        Document page = Jsoup.parse(Reports.page(Reports.data("", List.of(with(incident, many)))));
        assertThat(page.select(".moments li:not(.day)")).hasSize(99);
        assertThat(page.select(".moments li.grant")).hasSize(1);
        assertThat(page.text()).contains((many.size() - 99) + " later moments are left out here.");
    }

    @Test
    void countsTheIncidentsItDoesNotTell() throws IOException {
        List<Incident> many = IntStream.range(0, 503)
                .mapToObj(i -> Cases.unassessed("user" + i + "@nordwerk.example", Cases.GRANT + i))
                .toList();
        Document page = Jsoup.parse(Reports.page(Reports.data("", many)));
        assertThat(page.select("article")).hasSize(500);
        assertThat(page.select(".overview tbody tr")).hasSize(500);
        assertThat(page.select("#named tbody tr")).hasSize(3);
        assertThat(page.expectFirst("#named").text())
                .startsWith("3 more incidents in a line each")
                .contains("3 more than there is room to tell of: others are graver")
                .doesNotContain("nothing against");
    }

    @Test
    void namesWhatWasNotInvestigatedWithTheCommandThatDoes() throws IOException {
        ReportData data = Reports.story("");
        List<Incident> unasked = IntStream.range(0, 2_100)
                .mapToObj(i -> Cases.unassessed("user" + i + "@nordwerk.example", Cases.GRANT + i))
                .toList();
        String html =
                Reports.page(new ReportData(data.made(), data.incidents(), unasked, data.alerts(), data.reading()));
        Document page = Jsoup.parse(html);
        assertThat(page.select("article")).hasSize(4);
        assertThat(page.expectFirst("h1").text()).isEqualTo("Likely compromise: 2 of 2,104 incidents");
        assertThat(page.select("#named tbody tr")).hasSize(2_000);
        assertThat(page.expectFirst("#named .cut").text()).startsWith("100 more are not listed here");
        assertThat(page.expectFirst("#named tbody tr").text())
                .contains("1 alert · not investigated")
                .contains("firstseen investigate --user='user0@nordwerk.example'");
        assertThat(page.expectFirst("#named").hasAttr("open")).isFalse();
        assertThat(html.length()).isLessThan(3_000_000);
    }

    @Test
    void onlyNamesThoseAboutWhomAGeneralPlaybookFoundNothing() throws IOException {
        Incident calm = asked(Cases.traveller(), UnaryOperator.identity());
        Document page = Jsoup.parse(Reports.page(Reports.data("", List.of(calm, Cases.phished("")))));
        assertThat(page.select("article h2").eachText()).containsExactly("jana.petersen@nordwerk.example");
        assertThat(page.expectFirst("#named tbody tr").text())
                .contains("friederike.boehm@nordwerk.example", "5 of 100, nothing against it");
        assertThat(page.expectFirst("h1").text()).isEqualTo("Likely compromise: 1 of 2 incidents");
        Incident doubtful = asked(
                Cases.traveller(),
                assessment -> new Assessment(
                        assessment.score(),
                        assessment.grade(),
                        assessment.base(),
                        List.of(new Assessment.Contribution("network", "It is new", 5))));
        assertThat(Jsoup.parse(Reports.page(Reports.data("", List.of(doubtful))))
                        .select("article"))
                .hasSize(1);
    }

    /** Asked by a playbook that names no rule. */
    private static Incident asked(Incident incident, UnaryOperator<Assessment> weighed) {
        Investigated before = incident.investigated().getFirst();
        Playbook own = before.playbook();
        Playbook general = new Playbook(
                "general",
                "General",
                own.file(),
                own.description(),
                new Playbook.Attachment(Optional.empty(), List.of(), List.of("Domain: Cloud"), List.of()),
                own.horizon(),
                own.scale(),
                own.steps(),
                own.remedies());
        Assessment assessment = weighed.apply(before.assessment());
        return with(
                incident,
                List.of(new Investigated(before.alert(), 0, general, before.answers(), assessment)),
                Optional.of(assessment),
                incident.timeline());
    }

    @Test
    void hasAsMuchOfEachIncidentAsThePageBears() throws IOException {
        List<Incident> many = IntStream.range(0, 200)
                .mapToObj(i -> Cases.phished("user" + i + "@nordwerk.example", Cases.GRANT + i, 100, ""))
                .toList();
        Document page = Jsoup.parse(Reports.page(Reports.data("", many)));
        assertThat(page.select("article")).hasSize(200);
        assertThat(page.select("article#i1 .raw > details").size())
                .isBetween(1, 10)
                .isLessThan(story().select("article#i1 .raw > details").size());
        assertThat(page.expectFirst("article#i1 .raw").text()).containsPattern("\\d+ more are left out here");
    }

    @Test
    void showsALongTextWholeToWhoAsks() throws IOException {
        Incident incident = Cases.phished("");
        Incident.Moment call = incident.timeline().get(6);
        String path = "/v1.0/" + "a".repeat(400) + "/end";
        Incident.Moment changed =
                new Incident.Moment(call.first(), call.last(), call.lane(), call.label(), path, 1, false, List.of());
        Element whole = Jsoup.parse(Reports.page(Reports.data("", List.of(with(incident, List.of(changed))))))
                .expectFirst(".moments .detail details.whole");
        assertThat(whole.expectFirst("summary").text()).startsWith("/v1.0/aaa").endsWith("characters)");
        assertThat(whole.expectFirst("span").text()).isEqualTo(path);
    }

    @Test
    void tellsAnAlertOfNobodyAsItsRuleWouldHaveItTold() throws IOException {
        ReportData data = Reports.data("", List.of());
        ReportData one = new ReportData(
                data.made(), List.of(), List.of(), List.of(Alerts.threshold("<i>ada</i>")), data.reading());
        // The severity and the name that the event gives, then what the rule's author wants to see first.
        assertThat(Jsoup.parse(Reports.page(one))
                        .expectFirst("#alerts tbody tr")
                        .text())
                .containsSubsequence("critical", "<i>ada</i>", "source.ip: 203.0.113.7");
    }

    @Test
    void saysThatNothingWasFound() throws IOException {
        Reading nothing = new Reading(
                0, 0, 0, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of());
        Document page =
                Jsoup.parse(Reports.page(new ReportData(Instant.EPOCH, List.of(), List.of(), List.of(), nothing)));
        assertThat(page.expectFirst("h1").text()).isEqualTo("Nothing was found");
        assertThat(page.text()).contains("0 alerts in 0 records of 0 files");
    }

    private static Incident with(Incident incident, List<Incident.Moment> timeline) {
        return with(incident, incident.investigated(), incident.assessment(), timeline);
    }

    private static Incident with(
            Incident incident,
            List<Investigated> investigated,
            Optional<Assessment> assessment,
            List<Incident.Moment> timeline) {
        return new Incident(
                incident.id(),
                incident.identity(),
                incident.alerts(),
                investigated,
                assessment,
                incident.first(),
                incident.last(),
                incident.stages(),
                incident.networks(),
                incident.sessions(),
                incident.devices(),
                incident.applications(),
                incident.others(),
                incident.paragraph(),
                timeline,
                incident.commands(),
                incident.unasked(),
                incident.untraced(),
                incident.unread());
    }
}
