package io.arewealive.core.config;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSettingsTest {

    @TempDir
    Path directory;

    private ConfigFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ConfigFixture(directory);
    }

    @Test
    void the_first_start_hands_the_cluster_what_its_sources_name() {
        fixture.file("awa.properties", "awa.profile=fast", "awa.node.name=db-1");

        assertEquals(Map.of("awa.profile", "fast"), fixture.load().clusterSeed());
    }

    @Test
    void the_cluster_wins_over_the_file() {
        AwaConfig own = fixture.file("awa.properties", "awa.voters.max=5").load();

        AwaConfig config = ClusterSettings.apply(own, Map.of("awa.voters.max", "1", "awa.profile", "wan"));

        assertEquals(1, config.votersMax());
        assertEquals(ofSeconds(3), config.liveness().suspect());
        assertEquals(own.identity(), config.identity());
        assertEquals(
                "cluster",
                config.settings().stream()
                        .filter(setting -> setting.key().equals("awa.profile"))
                        .findFirst()
                        .orElseThrow()
                        .origin());
    }

    @Test
    void what_the_file_says_does_not_count_when_the_cluster_says_nothing() {
        AwaConfig own = fixture.file("awa.properties", "awa.voters.max=5").load();

        assertEquals(3, ClusterSettings.apply(own, Map.of()).votersMax());
    }

    @Test
    void settings_of_a_newer_version_are_left_out() {
        assertEquals(
                1,
                ClusterSettings.apply(fixture.load(), Map.of("awa.future", "x", "awa.voters.max", "1"))
                        .votersMax());
    }

    @Test
    void a_difference_is_told_with_both_values() {
        AwaConfig own = fixture.file("awa.properties", "awa.changes.keep=500", "awa.liveness.suspect=60s")
                .load();

        var mismatches = ClusterSettings.mismatches(own, Map.of("awa.liveness.suspect", "1m"));

        assertEquals(
                List.of("awa.changes.keep (awa.properties:1): says 500, but the cluster uses 10000; run awa config set"
                        + " awa.changes.keep 500, or remove it here"),
                mismatches.stream().map(Object::toString).toList());
    }

    @Test
    void a_new_value_is_checked_together_with_those_that_hold() {
        Map<String, String> current = Map.of("awa.profile", "fast");

        assertEquals(Optional.empty(), ClusterSettings.refusal(current, "awa.liveness.beat", "60ms"));
        assertTrue(ClusterSettings.refusal(current, "awa.liveness.beat", "61ms").isPresent());
        assertTrue(ClusterSettings.refusal(current, "awa.voters.max", "2").isPresent());
        assertEquals(Optional.empty(), ClusterSettings.refusal(current, "awa.profile", ""));
    }

    @Test
    void only_cluster_wide_settings_can_be_set() {
        assertTrue(ClusterSettings.refusal(Map.of(), "awa.node.name", "x")
                .orElseThrow()
                .contains("setting of each node"));
        assertTrue(ClusterSettings.refusal(Map.of(), "awa.profil", "x")
                .orElseThrow()
                .contains("awa.profile"));
    }
}
