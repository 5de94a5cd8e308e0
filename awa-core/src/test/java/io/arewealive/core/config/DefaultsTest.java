package io.arewealive.core.config;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import io.arewealive.node.Lifetime;
import io.arewealive.node.Votes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultsTest {

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ConfigFixture(directory);
    }

    @Test
    void the_launcher_has_a_permanent_row_and_keeps_its_data_in_data() {
        AwaConfig config = fixture.load();

        assertEquals(Lifetime.PERMANENT, config.identity().lifetime());
        assertEquals(Optional.of(fixture.home().resolve("data")), config.place().directory());
        assertEquals(StoreMode.FILE, config.place().store());
    }

    @Test
    void an_embedded_instance_has_an_ephemeral_row_and_a_directory_of_its_own() {
        AwaConfig config = fixture.embedded()
                .option("awa.cluster", "orders")
                .option("awa.node.name", "web-1")
                .load();

        assertEquals(Lifetime.EPHEMERAL, config.identity().lifetime());
        assertEquals(
                Optional.of(fixture.home().resolve("awa-data/orders/web-1")),
                config.place().directory());
    }

    @Test
    void an_embedded_instance_does_not_read_cluster_info() {
        fixture.embedded().file("cluster_info.json", "{\"my_name\":\"info\"}");

        assertEquals("build-7", fixture.load().identity().name());
    }

    @Test
    void nothing_said_means_loopback_a_free_port_and_three_voters() {
        AwaConfig config = fixture.load();

        assertEquals("awa", config.identity().cluster());
        assertEquals("127.0.0.1", config.identity().host());
        assertEquals(OptionalInt.empty(), config.identity().port());
        assertEquals(Votes.AUTO, config.identity().votes());
        assertTrue(config.network().isLoopback());
        assertEquals(3, config.votersMax());
        assertEquals(10_000, config.retention().changes());
        assertEquals(
                new EventsKept(Duration.ofDays(90), 100_000), config.retention().events());
        assertEquals(new LivenessTiming(ofMillis(200), ofMillis(600), ofMillis(150)), config.liveness());
    }

    @Test
    void a_profile_sets_the_times_and_single_ones_may_differ() {
        fixture.option("awa.profile", "fast").option("awa.liveness.suspect", "300ms");

        assertEquals(
                new LivenessTiming(ofMillis(40), ofMillis(300), ofMillis(80)),
                fixture.load().liveness());
        assertEquals("profile fast", fixture.setting("awa.liveness.beat").origin());
    }

    @Test
    void others_dial_the_address_that_is_listened_on() {
        fixture.option("awa.bind", "10.1.2.3").option("awa.security.insecure", "true");

        assertEquals("10.1.2.3", fixture.load().identity().host());
    }

    @Test
    void others_dial_the_host_name_if_every_address_is_listened_on() {
        fixture.option("awa.bind", "0.0.0.0").option("awa.security.insecure", "true");

        assertEquals("build-7.example.com", fixture.load().identity().host());
    }

    @Test
    void data_may_be_in_memory() {
        AwaConfig config = fixture.option("awa.data", "memory").load();

        assertEquals(Optional.empty(), config.place().directory());
        assertEquals(StoreMode.MEMORY, config.place().store());
    }

    @Test
    void a_data_source_of_the_host_is_used() {
        fixture.resource(DataSource.class, mock(DataSource.class));

        assertEquals(StoreMode.DATASOURCE, fixture.load().place().store());
    }

    @Test
    void every_key_with_a_default_has_an_effective_value() {
        AwaConfig config = fixture.load();

        List<String> missing = Catalogue.all().stream()
                .filter(spec -> spec.defaultText().isPresent())
                .map(KeySpec::name)
                .filter(key -> config.setting(key).isEmpty())
                .toList();
        assertEquals(List.of(), missing);
    }
}
