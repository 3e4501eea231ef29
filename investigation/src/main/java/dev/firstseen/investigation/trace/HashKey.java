package dev.firstseen.investigation.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A key by which texts are hashed. Of too many strands those with the smallest hashes are kept; whoever could compute the
 * hashes could choose what they do so that nothing else is kept. So the key is made of what nobody knows before: the id of
 * the first alert that is investigated, which is a digest of an id that Microsoft gives to an event by chance. A random key
 * would do too, but the same input would no longer give the same report; and with the ids of all alerts, each further one
 * would make what was traced until then useless.
 */
public record HashKey(long first, long second) {

    /** The key of a text. */
    public static HashKey of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            return new HashKey(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** A key that nobody knows who does not know both. The order does not matter. */
    HashKey with(HashKey other) {
        return new HashKey(first + other.first, second + other.second);
    }

    long hash(long number) {
        SipHash hash = new SipHash(first, second);
        hash.add(number);
        return hash.end();
    }

    /** No two lists are added alike: of each text its length comes first. */
    long hash(List<String> texts) {
        SipHash hash = new SipHash(first, second);
        for (String text : texts) {
            int length = text.length();
            hash.add(length);
            long word = 0;
            for (int i = 0; i < length; i++) {
                word = word << Character.SIZE | text.charAt(i);
                if (i % 4 == 3) {
                    hash.add(word);
                    word = 0;
                }
            }
            hash.add(word);
        }
        return hash.end();
    }
}
