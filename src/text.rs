//! Text, without the standard library's formatting: it is larger than all the rest of the npm package's module.

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

/// What comes before the first `separator`, and what comes after it; `None` without one. ASCII only.
pub(crate) fn cut(text: &str, separator: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == separator)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The words of a text, which a space is between. A list of references to each is larger.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let (word, after) = cut(rest?, b' ').map_or((rest?, None), |(word, after)| (word, Some(after)));
        rest = after;
        Some(word)
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
            prop_assert!(words(&text).eq(text.split(' ')));
        }

        #[test]
        fn cutting_is_splitting_once(text in "[ab ?/é]{0,12}") {
            prop_assert_eq!(cut(&text, b' '), text.split_once(' '));
        }
    }
}
