/// A statement met a full disk.
public enum DiskFull: FindingRule {
    public static let code = FindingCode.diskFull
    public static let severity = Severity.fail
    public static let ending = Ending.infrastructure
    public static let headline = "the disk that holds the cluster was full"
    public static let condition = """
        A statement was refused with SQLSTATE 53100, or the connection was lost and the server's log says that no \
        space was left on the device.
        """
    public static let effect = """
        The rehearsal says nothing about the change: it ended for want of room. But what needs this much room here, \
        with the dataset's size, needs it in production too, in proportion to the data.
        """
    public static let wayOut = """
        Make room on the disk that the message names, or set TMPDIR to a folder on a bigger one, and run again. If \
        production's disk has no such reserve, rewrite the step in smaller parts.
        """
    public static let badExample = RuleExample(
        .sh,
        """
        # a disk with less room than the dataset and one copy of its biggest table
        TMPDIR=/mnt/small pgrehearse run .
        """)
    public static let goodExample = RuleExample(.sh, "TMPDIR=/mnt/big pgrehearse run .")
}
