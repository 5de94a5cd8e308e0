package io.arewealive.standalone.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in aligned columns, with or without colours. Not thread-safe. */
public final class Columns {

    private static final String GAP = "  ";

    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    /** With these headings. */
    public Columns(String... headings) {
        row(Arrays.stream(headings).map(heading -> new Cell(heading, Ink.BOLD)).toList());
    }

    /**
     * One text in a table.
     *
     * @param text of one line
     * @param ink its colour
     */
    public record Cell(String text, Ink ink) {

        /** Keeps what would move the cursor out of the terminal. */
        public Cell {
            text = Printable.of(text);
        }

        /** In the colour of the terminal. */
        public static Cell of(String text) {
            return new Cell(text, Ink.PLAIN);
        }
    }

    /** Adds a row of plain cells. */
    public Columns row(String... cells) {
        return row(Arrays.stream(cells).map(Cell::of).toList());
    }

    /** Adds a row. */
    public Columns row(List<Cell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            int width = width(cells.get(i).text());
            if (i == widths.size()) {
                widths.add(width);
            } else {
                widths.set(i, Math.max(widths.get(i), width));
            }
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** The headings and the rows; no line ends with a space. */
    public List<String> lines(boolean colours) {
        return rows.stream().map(row -> line(row, colours)).toList();
    }

    private String line(List<Cell> row, boolean colours) {
        int last = row.size() - 1;
        while (last > 0 && row.get(last).text().isEmpty()) {
            last--;
        }
        var line = new StringBuilder();
        for (int i = 0; i <= last; i++) {
            Cell cell = row.get(i);
            line.append(cell.ink().write(cell.text(), colours));
            if (i < last) {
                line.append(" ".repeat(widths.get(i) - width(cell.text()))).append(GAP);
            }
        }
        return line.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
