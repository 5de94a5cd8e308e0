package io.arewealive.standalone.text;

import io.arewealive.standalone.doctor.Finding;
import io.arewealive.standalone.doctor.Finding.Level;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the doctor found, for people and for programs. */
public final class FindingLines {

    private static final int LEVEL_WIDTH = 4;
    private static final int SUBJECT_WIDTH = 8;

    private FindingLines() {}

    /** A line each, and its remedy below it. */
    public static List<String> lines(List<Finding> found, boolean colours) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : found) {
            lines.add(ink(finding.level()).write(pad(finding.level().name(), LEVEL_WIDTH), colours) + "  "
                    + pad(finding.subject(), SUBJECT_WIDTH) + "  " + Printable.of(finding.message()));
            if (!finding.remedy().isEmpty()) {
                lines.add("  -> " + Printable.of(finding.remedy()));
            }
        }
        return lines;
    }

    /** Schema 1. */
    public static JsonObject json(List<Finding> found) {
        return Json.createObjectBuilder()
                .add("schema", 1)
                .add(
                        "checks",
                        JsonText.array(found.stream().map(FindingLines::object).toList()))
                .build();
    }

    private static JsonObject object(Finding finding) {
        return Json.createObjectBuilder()
                .add("level", finding.level().name().toLowerCase(Locale.ROOT))
                .add("subject", finding.subject())
                .add("message", finding.message())
                .add("remedy", finding.remedy())
                .build();
    }

    private static Ink ink(Level level) {
        return switch (level) {
            case OK -> Ink.GREEN;
            case WARN -> Ink.YELLOW;
            case FAIL -> Ink.RED;
        };
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
