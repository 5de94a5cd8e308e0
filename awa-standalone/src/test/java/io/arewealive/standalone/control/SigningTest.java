package io.arewealive.standalone.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.arewealive.standalone.control.Signing.Call;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningTest {

    private static final String TEXT = "java.lang.String";

    private final MBeanInfo bean = new MBeanInfo(
            "x",
            "x",
            null,
            null,
            new MBeanOperationInfo[] {
                operation("delete", "node:" + TEXT),
                operation("delete", "node:" + TEXT, "commandId:" + TEXT, "timeoutMillis:long"),
                operation("delete", "node:" + TEXT, "commandId:" + TEXT, "timeoutMillis:long", "author:" + TEXT),
                operation("askStatus", "timeoutMillis:long")
            },
            null);

    @Test
    void every_form_of_an_edit_is_by_the_role() {
        for (List<Object> given : List.of(List.<Object>of("db-1"), List.<Object>of("db-1", "", 0L))) {
            Call call = new Signing(Role.OPERATOR.word())
                    .sign(bean, "delete", new Call(given, types(bean.getOperations()[1], given.size())));

            assertEquals(List.of("db-1", "", 0L, "operator"), call.parameters());
            assertEquals(List.of(TEXT, TEXT, "long", TEXT), call.signature());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alice, operator (alice)",
        "'', operator",
        "String, operator",
        "alice as root, operator (alice as root)",
        "'x)\n2026 DELETE', operator (x??2026 DELETE)"
    })
    void whatever_a_caller_says_of_itself_its_role_is_named(String said, String author) {
        Call call = new Signing(Role.OPERATOR.word())
                .sign(bean, "delete", new Call(List.of("db-1", "", 0L, said), types(bean.getOperations()[2], 4)));

        assertEquals(author, call.parameters().get(3));
    }

    @Test
    void what_takes_no_author_stays_as_it_is() {
        var call = new Call(List.of(1L), List.of("long"));

        assertSame(call, new Signing(Role.MONITOR.word()).sign(bean, "askStatus", call));
        assertSame(call, new Signing(Role.MONITOR.word()).sign(bean, "unknown", call));
    }

    private static List<String> types(MBeanOperationInfo info, int count) {
        return Stream.of(info.getSignature())
                .limit(count)
                .map(MBeanParameterInfo::getType)
                .toList();
    }

    private static MBeanOperationInfo operation(String name, String... parameters) {
        return new MBeanOperationInfo(
                name,
                name,
                Stream.of(parameters)
                        .map(text -> text.split(":", 2))
                        .map(parts -> new MBeanParameterInfo(parts[0], parts[1], parts[0]))
                        .toArray(MBeanParameterInfo[]::new),
                "void",
                MBeanOperationInfo.ACTION);
    }
}
