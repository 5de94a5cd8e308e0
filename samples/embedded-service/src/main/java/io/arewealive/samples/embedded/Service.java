package io.arewealive.samples.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.arewealive.Awa;
import io.arewealive.AwaBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A plain web service with AWA inside: {@code GET /} answers which instances of the service are alive. */
public final class Service implements AutoCloseable {

    private final HttpServer http;
    private final Awa awa;

    Service(String name, int httpPort, int awaPort, String... others) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort), 0);
        AwaBuilder builder = Awa.builder().cluster("orders").name(name).port(awaPort);
        awa = (others.length == 0 ? builder.first() : builder.join(others)).start();
        http.createContext("/", this::answer);
        http.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String servers = awa.status().nodes().stream()
                .map(node -> node.name() + " " + node.state().title() + "\n")
                .collect(Collectors.joining());
        byte[] body = servers.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Says goodbye to the other instances. */
    @Override
    public void close() {
        http.stop(0);
        awa.close();
    }

    /** Arguments: name, HTTP port, AWA port, and for all but the first instance {@code HOST:PORT} of one that runs. */
    public static void main(String... args) {
        try {
            var others = Arrays.copyOfRange(args, 3, args.length);
            var service = new Service(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]), others);
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
