//! What a stored document is, and the typed key that names one.
//!
//! Floor 0: the crates that define resources and the store that keeps them meet here, so that neither knows the other.
//! Never does I/O.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData};

use serde::{Serialize, de::DeserializeOwned};

/// A resource that the store keeps: one typed document under one key.
///
/// ```
/// use minato_document::{Document, Key};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Clone, Serialize, Deserialize)]
/// struct Harbour { name: String }
///
/// impl Document for Harbour {
///     const KIND: &'static str = "harbour";
///     fn key(&self) -> Key<Self> { Key::new([&self.name]) }
/// }
///
/// assert_eq!(Harbour { name: "yokohama".into() }.key().as_str(), "harbour/yokohama");
/// ```
pub trait Document: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// The first segment of its keys, such as `vpc`: no slash, and no other kind has it.
    const KIND: &'static str;

    /// The key that names this document.
    fn key(&self) -> Key<Self>;
}

/// The key of a document: its kind and at least one more segment, joined by `/`.
pub struct Key<T> {
    text: String,
    document: PhantomData<fn() -> T>,
}

impl<T: Document> Key<T> {
    /// The key of `T`'s kind with these segments after it. A segment is not empty and holds no slash.
    pub fn new<S: AsRef<str>>(segments: impl IntoIterator<Item = S>) -> Self {
        let mut text = T::KIND.to_owned();
        for segment in segments {
            let segment = segment.as_ref();
            debug_assert!(!segment.is_empty() && !segment.contains('/'), "`{segment}` cannot be a key's segment");
            text.push('/');
            text.push_str(segment);
        }
        Self { text, document: PhantomData }
    }
}

impl<T> Key<T> {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// All keys of a kind that begin with the same segments. The text ends with a slash, so `a/b` never covers `a/bc`.
pub struct Prefix<T> {
    text: String,
    document: PhantomData<fn() -> T>,
}

impl<T: Document> Prefix<T> {
    /// The keys of `T`'s kind whose next segments are these; with none, all of the kind.
    pub fn new<S: AsRef<str>>(segments: impl IntoIterator<Item = S>) -> Self {
        let mut text = Key::<T>::new(segments).text;
        text.push('/');
        Self { text, document: PhantomData }
    }

    /// All keys of the kind.
    pub fn all() -> Self {
        Self::new::<&str>([])
    }
}

impl<T> Prefix<T> {
    /// The prefix as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

// Derived impls would ask the same of `T`, which is only a label here.
macro_rules! label_impls {
    ($name:ident) => {
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self { text: self.text.clone(), document: PhantomData }
            }
        }

        impl<T> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.text == other.text
            }
        }

        impl<T> Eq for $name<T> {}

        impl<T> PartialOrd for $name<T> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl<T> Ord for $name<T> {
            fn cmp(&self, other: &Self) -> Ordering {
                self.text.cmp(&other.text)
            }
        }

        impl<T> hash::Hash for $name<T> {
            fn hash<H: hash::Hasher>(&self, state: &mut H) {
                self.text.hash(state);
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.text)
            }
        }

        impl<T> fmt::Display for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.text)
            }
        }
    };
}

label_impls!(Key);
label_impls!(Prefix);
