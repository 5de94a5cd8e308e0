package io.arewealive.core.trust;

import io.arewealive.core.trust.InitException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** A PKCS12 file with the cluster's keys and the certificates that it trusts, as it stands in memory. */
final class KeyFile {

    static final String TYPE = "PKCS12";

    private static final int MAX_BYTES = 1 << 20;

    private final KeyStore store;
    private final char[] password;

    private KeyFile(KeyStore store, char[] password) {
        this.store = store;
        this.password = password.clone();
    }

    /**
     * One entry.
     *
     * @param alias its name in the file
     * @param certificate what others know of it
     * @param isKey whether the private key is there too
     */
    record Entry(String alias, X509Certificate certificate, boolean isKey) {

        Instant begins() {
            return certificate.getNotBefore().toInstant();
        }

        Instant ends() {
            return certificate.getNotAfter().toInstant();
        }

        boolean isValid(Instant now) {
            return !now.isBefore(begins()) && !now.isAfter(ends());
        }
    }

    static KeyFile read(Path file, String password) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InitException(
                        Reason.BAD_INPUT, file + " has more than 1 MiB; a file of keys is smaller, name the right one");
            }
            var store = KeyStore.getInstance(TYPE);
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password.toCharArray());
            return new KeyFile(store, password.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new InitException(
                    Reason.BAD_INPUT,
                    file + " cannot be opened (" + reason(e)
                            + "); bring cluster.p12 and cluster.password from one and the same server",
                    e);
        }
    }

    private static String reason(Exception failure) {
        return failure.getCause() instanceof java.security.UnrecoverableKeyException
                ? "the password does not fit"
                : failure.toString();
    }

    /** All entries, the oldest first. */
    List<Entry> entries() {
        try {
            List<Entry> entries = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    entries.add(new Entry(alias, certificate, store.isKeyEntry(alias)));
                }
            }
            entries.sort(Comparator.comparing(Entry::begins));
            return entries;
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    PrivateKey privateKey(Entry entry) {
        try {
            return (PrivateKey) store.getKey(entry.alias(), password);
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    List<Entry> keys() {
        return entries().stream().filter(Entry::isKey).toList();
    }

    List<Entry> certificates() {
        return entries().stream().filter(entry -> !entry.isKey()).toList();
    }

    boolean sharesACertificateWith(KeyFile other) {
        List<X509Certificate> theirs =
                other.entries().stream().map(Entry::certificate).toList();
        return entries().stream().map(Entry::certificate).anyMatch(theirs::contains);
    }

    /** Adds the first key of the other file under the next free name. */
    Entry addKeyOf(KeyFile other) {
        Entry theirs = other.keys().get(0);
        String alias = nextAlias();
        try {
            Key key = other.store.getKey(theirs.alias(), other.password);
            store.setKeyEntry(alias, key, password, other.store.getCertificateChain(theirs.alias()));
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
        return new Entry(alias, theirs.certificate(), true);
    }

    /** Drops the private key and goes on trusting its certificate. */
    void keepCertificateAlone(Entry key) {
        try {
            store.deleteEntry(key.alias());
            store.setCertificateEntry(key.alias(), key.certificate());
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    void drop(Entry entry) {
        try {
            store.deleteEntry(entry.alias());
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    byte[] bytes() {
        try {
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            return bytes.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private String nextAlias() {
        List<String> taken = entries().stream().map(Entry::alias).toList();
        int number = 1;
        while (taken.contains("key-" + number)) {
            number++;
        }
        return "key-" + number;
    }

    private static InitException unusable(Exception e) {
        return new InitException(Reason.REFUSED, "this Java cannot work with the keys: " + e, e);
    }
}
