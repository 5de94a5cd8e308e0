package io.arewealive.samples.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Three members of etcd, asked through its HTTP gateway; who was elected they say on stderr. */
final class Etcd implements AutoCloseable {

    /** How the times of its members are set. */
    enum Setup {
        /** A heartbeat of 100 ms, an election after 1,000 ms. */
        SHIPPED("etcd", ""),
        /** The shortest that its tuning guide gives for a round trip below a millisecond. */
        TUNED("etcd tuned", "--heartbeat-interval 10 --election-timeout 100");

        private final String label;
        private final String options;

        Setup(String label, String options) {
            this.label = label;
            this.options = options;
        }

        String label() {
            return label;
        }

        private List<String> options() {
            return options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
        }
    }

    /** A member and its process. */
    record Member(String name, Path directory, int clients, int peers, Lines lines) {

        String peerUrl() {
            return "http://127.0.0.1:" + peers;
        }
    }

    private record Place(String name, Path directory, int clients, int peers) {}

    private static final Duration LOOK = Duration.ofMillis(3);
    private static final Pattern ELECTED = Pattern.compile("elected leader");
    private static final int BATCH = 100;

    private final Setup setup;
    private final Path directory;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<Member> members = new ArrayList<>();

    Etcd(Bench bench, Setup setup) throws IOException {
        this.setup = setup;
        this.directory = bench.place("etcd");
    }

    void startAll() throws IOException {
        List<Place> places = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            places.add(place("n" + i));
        }
        String all = places.stream().map(Etcd::initial).collect(Collectors.joining(","));
        for (Place place : places) {
            members.add(start(place, all, "new"));
        }
        awaitWell();
    }

    private Place place(String name) throws IOException {
        return new Place(name, directory.resolve(name), Ports.free(), Ports.free());
    }

    private static String initial(Place place) {
        return place.name() + "=http://127.0.0.1:" + place.peers();
    }

    private Member start(Place place, String all, String state) throws IOException {
        String clients = "http://127.0.0.1:" + place.clients();
        String peers = "http://127.0.0.1:" + place.peers();
        List<String> command = new ArrayList<>(List.of("etcd", "--name", place.name()));
        command.addAll(List.of("--data-dir", place.directory().resolve("data").toString()));
        command.addAll(List.of("--logger", "zap", "--log-outputs", "stderr"));
        command.addAll(List.of("--listen-client-urls", clients, "--advertise-client-urls", clients));
        command.addAll(List.of("--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers));
        command.addAll(List.of("--initial-cluster", all, "--initial-cluster-state", state));
        command.addAll(setup.options());
        Lines lines = Lines.start("etcd-" + place.name(), place.directory(), command);
        return new Member(place.name(), place.directory(), place.clients(), place.peers(), lines);
    }

    /** Starts a killed or stopped member again, and waits until all know a leader. */
    void restart(Member member) throws IOException {
        member.lines().close();
        members.remove(member);
        var place = new Place(member.name(), member.directory(), member.clients(), member.peers());
        members.add(start(place, initial(place), "existing"));
        awaitWell();
    }

    private void awaitWell() {
        for (Member member : members) {
            Wait.until(member.name() + " healthy", Duration.ofMillis(20), () -> isHealthy(member));
        }
    }

    private boolean isHealthy(Member member) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + member.clients() + "/health"))
                .timeout(Duration.ofSeconds(2));
        return send(request).contains("\"true\"");
    }

    Member leader() throws IOException, InterruptedException {
        String leader = field(post(members.get(0), "/v3/maintenance/status", "{}"), "leader");
        for (Member member : members) {
            if (field(post(member, "/v3/maintenance/status", "{}"), "member_id").equals(leader)) {
                return member;
            }
        }
        throw new IllegalStateException("no member is the leader " + leader);
    }

    /** When every other member had said that a leader was elected. */
    long electedWithout(Member old, long since) throws InterruptedException {
        long last = since;
        for (Member member : members) {
            if (!member.equals(old)) {
                last = Math.max(
                        last,
                        member.lines()
                                .await(
                                        "elected leader",
                                        since,
                                        line -> ELECTED.matcher(line).find()));
            }
        }
        return last;
    }

    /** Writes this many keys of 64 bytes. */
    void fill(int keys) throws IOException, InterruptedException {
        Member leader = leader();
        String value = base64("v".repeat(64));
        for (int i = 0; i < keys; i += BATCH) {
            var puts = new StringBuilder();
            for (int key = i; key < i + BATCH; key++) {
                puts.append(puts.isEmpty() ? "" : ",")
                        .append("{\"requestPut\":{\"key\":\"")
                        .append(base64("key-" + key))
                        .append("\",\"value\":\"")
                        .append(value)
                        .append("\"}}");
            }
            post(leader, "/v3/kv/txn", "{\"success\":[" + puts + "]}");
        }
    }

    /** So many clients put values of 64 bytes at the leader. */
    Load load(int clients, int count, int keys) throws IOException, InterruptedException {
        Member leader = leader();
        String value = base64("v".repeat(64));
        return Load.run(clients, count, n -> put(leader, base64("bench/" + n % keys), value));
    }

    private boolean put(Member leader, String key, String value) {
        try {
            post(leader, "/v3/kv/put", "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}");
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From the start of one more member until it answers with all there is; then it goes again. In milliseconds. */
    double join(int round) throws IOException, InterruptedException {
        String last = base64("last-" + round);
        Member leader = leader();
        long revision = Long.parseLong(
                field(post(leader, "/v3/kv/put", "{\"key\":\"" + last + "\",\"value\":\"" + last + "\"}"), "revision"));
        Place place = place("more-" + round);
        String added =
                post(leader, "/v3/cluster/member/add", "{\"peerURLs\":[\"http://127.0.0.1:" + place.peers() + "\"]}");
        String all = members.stream()
                        .map(member -> member.name() + "=" + member.peerUrl())
                        .collect(Collectors.joining(","))
                + "," + initial(place);
        Member more = start(place, all, "existing");
        try {
            long end = Wait.until("a member that joined holding all keys", LOOK, () -> holds(more, last, revision));
            return Wait.millis(more.lines().begin(), end);
        } finally {
            String id = field(added.substring(added.indexOf("\"member\"")), "ID");
            Wait.until("the member removed again", Duration.ofMillis(200), () -> {
                post(leader(), "/v3/cluster/member/remove", "{\"ID\":\"" + id + "\"}");
                return true;
            });
            more.lines().close();
            awaitWell();
        }
    }

    private boolean holds(Member member, String key, long revision) throws IOException, InterruptedException {
        return post(member, "/v3/kv/range", "{\"key\":\"" + key + "\"}").contains("\"count\":\"1\"")
                && Long.parseLong(field(post(member, "/v3/maintenance/status", "{}"), "revision")) >= revision;
    }

    private String post(Member member, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + member.clients() + path))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("etcd answers " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String field(String json, String name) {
        var found = Pattern.compile("\"" + name + "\":\"(\\d+)\"").matcher(json);
        return found.find() ? found.group(1) : "";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        members.forEach(member -> member.lines().close());
    }
}
