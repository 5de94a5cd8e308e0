package io.arewealive.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints each figure when it is measured, a table for each part when it ends, and keeps what failed. */
final class Report {

    private final List<Figure> figures = new ArrayList<>();
    private final List<Figure> peers = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int shown;

    /** Of AWA. */
    void found(String name, String unit, String profile, List<Double> values) {
        add(figures, "profile", new Figure(name, unit, profile, values));
    }

    /** The same of a peer. */
    void peer(String name, String unit, String peer, List<Double> values) {
        add(peers, "peer", new Figure(name, unit, peer, values));
    }

    private static void add(List<Figure> to, String kind, Figure figure) {
        to.add(figure);
        System.out.println(figure.json(kind, Conditions.now()));
    }

    /** Something that could not be measured, which is an error. */
    void failed(String what, Exception why) {
        failures.add(what + " was not measured: " + why.getMessage());
        System.err.println("run: " + what + " was not measured");
        why.printStackTrace();
    }

    /** Something that was left out for a good reason. */
    void note(String text) {
        notes.add(text);
        System.err.println("run: " + text);
    }

    boolean isComplete() {
        return failures.isEmpty();
    }

    /** What came since the last time, as rows. */
    void showPart() {
        if (shown < figures.size()) {
            System.out.println();
            head();
            figures.subList(shown, figures.size()).forEach(this::rows);
            System.out.println();
            shown = figures.size();
        }
    }

    void showAll(Conditions before, Conditions after, boolean tls) {
        System.out.println();
        System.out.println("Begun: " + before.text() + ".  ");
        System.out.println("Ended: " + after.text() + ".  ");
        System.out.println(tls ? "Connections between nodes of AWA were encrypted." : "Without TLS.");
        System.out.println();
        head();
        figures.forEach(this::rows);
        System.out.println();
        notes.forEach(note -> System.out.println("Left out: " + note + "."));
        failures.forEach(failure -> System.out.println("FAILED: " + failure));
    }

    private static void head() {
        System.out.println(
                "| figure | profile | times | median | least | most | bar | met | unit | peer | its median | ratio |");
        System.out.println("|---|---|--:|--:|--:|--:|--:|---|---|---|--:|--:|");
    }

    private void rows(Figure figure) {
        List<Figure> others =
                peers.stream().filter(peer -> peer.name().equals(figure.name())).toList();
        if (others.isEmpty()) {
            System.out.println(row(figure) + "  |  |  |");
        }
        for (Figure peer : others) {
            System.out.println(row(figure)
                    + String.format(
                            Locale.ROOT,
                            " %s | %s | %.2f |",
                            peer.profile(),
                            Figure.text(peer.median()),
                            figure.median() / peer.median()));
        }
    }

    private static String row(Figure figure) {
        Optional<Bar> bar = Bar.of(figure.name(), figure.profile());
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %s | %s | %s | %s | %s | %s |",
                figure.name(),
                figure.profile(),
                figure.values().size(),
                Figure.text(figure.median()),
                Figure.text(figure.least()),
                Figure.text(figure.most()),
                bar.map(each -> Figure.text(each.limit())).orElse(""),
                bar.map(each -> each.isMetBy(figure) ? "yes" : "**no**").orElse(""),
                figure.unit());
    }
}
