//! 開始・終了の手続き on paper: the points one by one, each with how it stands.
