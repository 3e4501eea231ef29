package dev.firstseen.microsoft.view;

import java.net.InetAddress;

/** Whether a text is an IP address, without ever asking a name server. */
public final class IpAddress {
    private static final int LONGEST = 45;

    private IpAddress() {}

    public static boolean isValid(String text) {
        return text.indexOf(':') >= 0 ? isValidV6(text) : isValidV4(text);
    }

    /** Whether a text is made of what IP addresses are made of, valid or not. */
    public static boolean looksLikeOne(String text) {
        boolean digit = false;
        boolean separator = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digit |= c >= '0' && c <= '9';
            separator |= c == '.' || c == ':';
            if (Character.digit(c, 16) < 0 && c != '.' && c != ':' && c != '[' && c != ']') {
                return false;
            }
        }
        return digit && separator;
    }

    private static boolean isValidV4(String text) {
        if (text.length() < 7 || text.length() > 15) {
            return false;
        }
        int parts = 0;
        int part = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (part < 0 || part > 255) {
                    return false;
                }
                parts++;
                part = -1;
            } else if (c >= '0' && c <= '9') {
                part = part < 0 ? c - '0' : part * 10 + (c - '0');
            } else {
                return false;
            }
        }
        return parts == 4;
    }

    private static boolean isValidV6(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 'f' || (Character.digit(c, 16) < 0 && c != ':' && c != '.')) {
                return false;
            }
        }
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException invalid) {
            return false;
        }
    }
}
