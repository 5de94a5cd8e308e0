package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file of this server: its name, and how others reach it. */
final class NodePart {

    static final String SETTINGS = "node.properties";

    private final Path file;

    NodePart(Path directory) {
        this.file = directory.resolve(SETTINGS);
    }

    /** Writes the file, or keeps the one that is there; says what was done. */
    List<String> write(InitRequest request) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (request.saysNode()) {
                throw new InitException(
                        Reason.REFUSED,
                        file + " is there and is not overwritten; edit it, or move it away and run this again");
            }
            return List.of("kept " + file);
        }
        String name = request.name().orElseGet(NodePart::nameOfMachine);
        OwnAddress bind = bind(request);
        String host = request.host().orElse(bind.text());
        try {
            PrivateFile.write(file, text(request, name, host, bind), PrivateFile.EVERYONE);
        } catch (IOException e) {
            throw new InitException(
                    Reason.NOT_WRITABLE, file + " cannot be written (" + e + "); check owner and space", e);
        }
        return told(request, name, host, bind);
    }

    private List<String> told(InitRequest request, String name, String host, OwnAddress bind) {
        List<String> said = new ArrayList<>();
        said.add("made " + file + ": node " + name + ", which others dial at " + host
                + (host.equals(bind.text()) ? "" : ", listening on " + bind.text()) + " (" + bind.why() + ")");
        List<String> others = OwnAddress.all().stream()
                .filter(address -> !address.equals(bind.text()))
                .toList();
        if (!others.isEmpty() && request.host().isEmpty()) {
            said.add("this machine also has " + String.join(", ", others) + "; choose with --host, or edit the file");
        }
        return said;
    }

    private static OwnAddress bind(InitRequest request) {
        List<String> peers =
                request.join().map(list -> List.of(list.split(",", -1))).orElse(List.of());
        return request.host()
                .flatMap(host ->
                        OwnAddress.ofThisMachine(host).map(address -> new OwnAddress(address, "as --host says")))
                .orElseGet(() -> OwnAddress.choose(peers));
    }

    private static String text(InitRequest request, String name, String host, OwnAddress bind) {
        List<String> lines = new ArrayList<>(List.of(
                "# This server. Made by awa init, yours to edit; awa config rules lists what there is.",
                "awa.node.name=" + name,
                "# What others dial, and the address of this machine that is listened on: " + bind.why() + ".",
                "awa.node.host=" + host,
                "awa.bind=" + bind.text()));
        request.port().ifPresent(port -> lines.add("awa.node.port=" + port));
        request.join().ifPresent(join -> lines.add("awa.join=" + join));
        return String.join("\n", lines) + "\n";
    }

    /** As a server would call itself. */
    private static String nameOfMachine() {
        String label = hostName().split("\\.", 2)[0].replaceAll("[^A-Za-z0-9_-]", "-");
        return label.isEmpty() ? "node" : label.substring(0, Math.min(label.length(), 64));
    }

    private static String hostName() {
        return Optional.ofNullable(System.getenv("HOSTNAME")).orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "node";
            }
        });
    }
}
