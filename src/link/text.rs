//! Percent-encoding as the contract wants it.

/// Written as they are, beside letters and digits; all else is percent-encoded.
const BARE: &[u8] = b"-._~!$'()*,;:@/";

/// `text` with everything but bare characters percent-encoded.
///
/// `x^2 + é` is `x%5E2%20%2B%20%C3%A9`.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || BARE.contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// `text` with `%41` read as `A`; what is no escape stays as it is, and bytes that are no UTF-8 become �.
pub(super) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = match (first, tail) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(hex(*high) * 16 + hex(*low));
                after
            }
            _ => {
                bytes.push(*first);
                tail
            }
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> u8 {
    char::from(digit).to_digit(16).and_then(|value| value.try_into().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_and_decodes() {
        let cases =
            [("x^2 + é", "x%5E2%20%2B%20%C3%A9"), ("cos(pi*x)", "cos(pi*x)"), ("1/x", "1/x"), ("a&b=c", "a%26b%3Dc")];
        for (text, encoded) in cases {
            assert_eq!(encode(text), encoded);
            assert_eq!(decode(encoded), text);
        }
    }

    #[test]
    fn decodes_raw_and_broken_text() {
        for (encoded, text) in
            [("a+b", "a+b"), ("100%", "100%"), ("%zz", "%zz"), ("%4", "%4"), ("%5e", "^"), ("%FF", "\u{fffd}")]
        {
            assert_eq!(decode(encoded), text);
        }
    }
}
