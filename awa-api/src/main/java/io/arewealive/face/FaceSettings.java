package io.arewealive.face;

import io.arewealive.config.Setting;
import java.util.List;
import java.util.Optional;

/** What a face may know of the configuration of an instance, also before there is one. */
public interface FaceSettings {

    /** The value of a setting, defaults included; empty for an unknown key. Secrets come in clear. */
    Optional<String> setting(String key);

    /** Every setting that has a value, with where that comes from; secrets are masked. */
    List<Setting> effective();
}
