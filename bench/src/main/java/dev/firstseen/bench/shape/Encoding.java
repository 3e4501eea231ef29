package dev.firstseen.bench.shape;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a file's text became bytes. */
public enum Encoding {
    UTF_8(StandardCharsets.UTF_8, ""),
    UTF_8_BOM(StandardCharsets.UTF_8, "\uFEFF"),
    UTF_16LE_BOM(StandardCharsets.UTF_16LE, "\uFEFF"),
    UTF_16BE_BOM(StandardCharsets.UTF_16BE, "\uFEFF");

    private final Charset charset;
    private final String mark;

    Encoding(Charset charset, String mark) {
        this.charset = charset;
        this.mark = mark;
    }

    public byte[] bytes(String text) {
        return mark.concat(text).getBytes(charset);
    }
}
