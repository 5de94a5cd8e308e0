package io.arewealive.standalone;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line that may be long, always with its unit. */
final class Times implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,7})([smhd])");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3_600, "d", 86_400);

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("\"" + text + "\" must be a time such as 90s, 30m, 2h or 3d");
        }
        return Duration.ofSeconds(Long.parseLong(matcher.group(1)) * SECONDS.getOrDefault(matcher.group(2), 1));
    }
}
