//! 操作者の役割: what somebody who can open the ledger is there for.

use crate::coded;

coded! {
    /// 操作者の役割
    pub enum Office {
        /// Answers for the ledger and its keys; one at least always remains.
        Chief = "chief", "管理責任者";
        /// Runs the ledger, but not its keys.
        Manager = "manager", "管理者";
        /// Enters and prints.
        Clerk = "clerk", "入力者";
        /// Sees their own record and procedures, and nothing else of the ledger.
        Staff = "staff", "職員（自分の手続き）";
        /// Looks at the ledger during an inspection: changes, prints and writes out nothing.
        Viewer = "viewer", "閲覧（検査用）";
    }
}
