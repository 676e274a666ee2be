//! Text, without the standard library's formatting: it is larger than all the rest of the npm package's module.

/// A text that begins so. `String::from` would bring a second way to make room into the module.
pub(crate) fn beginning(text: &str) -> String {
    let mut beginning = String::new();
    beginning.push_str(text);
    beginning
}

/// Appends a number in decimal.
pub(crate) fn push_number(text: &mut String, number: u32) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    push_digit(text, (number % 10) as usize);
}

/// Appends a hexadecimal digit. A `char` would bring all of UTF-8 along.
pub(crate) fn push_digit(text: &mut String, digit: usize) {
    text.push_str("0123456789ABCDEF".get(digit..=digit).unwrap_or_default());
}

/// What comes before the first `separator`, which is ASCII, and what comes after it: all, and nothing, without one.
pub(crate) fn cut(text: &str, separator: u8) -> (&str, &str) {
    let ascii = separator & 127;
    let Some(at) = text.bytes().position(|byte| byte == ascii) else { return (text, "") };
    // SAFETY: a whole character is at `at`, since its byte is ASCII: the text may be cut before and after it.
    #[allow(unsafe_code)]
    unsafe {
        (text.get_unchecked(..at), text.get_unchecked(at + 1..))
    }
}

/// The words of a text, a space after each but, maybe, the last. A list of references to each is larger.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    pieces(text, b' ')
}

/// Whether a word is one of those, in any case.
pub(crate) fn is_among(word: &str, among: &str) -> bool {
    words(among).any(|one| word.eq_ignore_ascii_case(one))
}

/// The pieces of a text that `separator` ends, which is ASCII; nothing is no last piece.
pub(crate) fn pieces(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = text;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = cut(rest, separator);
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_decimal(number: u32) {
            let mut text = String::new();
            push_number(&mut text, number);
            prop_assert_eq!(text, number.to_string());
        }

        #[test]
        fn words_are_what_spaces_divide(text in "[ab é]{0,12}") {
            prop_assert!(words(&text).eq(text.split_terminator(' ')));
        }

        #[test]
        fn cutting_is_splitting_once(text in "[ab ?/é]{0,12}") {
            prop_assert_eq!(cut(&text, b' '), text.split_once(' ').unwrap_or((&text, "")));
        }
    }
}
