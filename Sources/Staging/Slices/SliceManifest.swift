import Dataset
import Foundation
import RehearsalCore

/// What a slice's files are, for whoever gathers and loads them. No time and no machine is told: the same slice has the
/// same manifest.
struct SliceManifest: Codable, Hashable, Sendable {
    /// One COPY file.
    struct File: Codable, Hashable, Sendable {
        var file: String
        /// Schema and name.
        var table: [String]
        /// In the order in which the file holds them.
        var columns: [String]
        /// The heap place of the first row, from 0.
        var firstRow: Int
        var rowCount: Int
        var byteCount: Int64
        var sha256: String

        enum CodingKeys: String, CodingKey {
            case file, table, columns, sha256
            case firstRow = "first_row"
            case rowCount = "row_count"
            case byteCount = "byte_count"
        }
    }

    /// The version of this form.
    var manifest = 1
    var toolVersion: String
    var project: String
    var seed: UInt64
    var scaleThousandths: Int
    /// As in ``DatasetPlan/identity``.
    var datasetIdentity: String
    /// As in ``SliceScript/layoutIdentity``.
    var layoutIdentity: String
    var slice: Int
    var sliceCount: Int
    var script: String
    var files: [File] = []

    enum CodingKeys: String, CodingKey {
        case manifest, project, seed, slice, script, files
        case toolVersion = "tool_version"
        case scaleThousandths = "scale_thousandths"
        case datasetIdentity = "dataset_identity"
        case layoutIdentity = "layout_identity"
        case sliceCount = "slice_count"
    }

    init(of slice: DatasetSlice, by maker: SliceMaker, _ script: SliceScript) {
        toolVersion = maker.toolVersion
        project = maker.project
        seed = maker.request.seed
        scaleThousandths = maker.request.scaleThousandths
        datasetIdentity = script.datasetIdentity
        layoutIdentity = script.layoutIdentity
        self.slice = slice.number
        sliceCount = slice.count
        self.script = SliceScript.fileName
    }

    /// Nil where the text is no manifest of this form.
    init?(text: Data) {
        do { self = try JSONDecoder().decode(SliceManifest.self, from: text) } catch { return nil }
        guard manifest == 1 else { return nil }
    }

    /// The name of a slice's manifest in its folder.
    var fileName: String { "slice-\(slice)-of-\(sliceCount).json" }

    static func isName(_ name: String) -> Bool { name.wholeMatch(of: /slice-[0-9]+-of-[0-9]+\.json/) != nil }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do { return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n" } catch {
            preconditionFailure("numbers and texts are always encoded: \(error)")
        }
    }

    /// In what another manifest speaks of other rows, or of another number of slices; empty where they fit together.
    func differences(from other: SliceManifest) -> [String] {
        let pairs = [
            ("project", other.project, project), ("seed", "\(other.seed)", "\(seed)"),
            ("scale in thousandths", "\(other.scaleThousandths)", "\(scaleThousandths)"),
            ("number of slices", "\(other.sliceCount)", "\(sliceCount)"),
        ]
        let told = pairs.filter { $0.1 != $0.2 }.map { "\($0.0): \($0.1) there, \($0.2) asked for" }
        if other.layoutIdentity != layoutIdentity { return told + ["the tables' columns"] }
        if told.isEmpty, other.datasetIdentity != datasetIdentity { return ["the shape, the clock or the generator"] }
        return told
    }
}
