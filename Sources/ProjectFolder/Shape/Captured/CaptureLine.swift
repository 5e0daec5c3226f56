import Dataset

/// One line of a capture's answers: a JSON object of which one member tells what it is about.
enum CaptureLine: Decodable {
    case server(CapturedServer)
    case table([String], CapturedTableFacts)
    case column([String], CapturedStatistics)
    case lengths([String], [String: [Int]?])
    case members([String], CapturedMembers)
    case ranges([String], CapturedRanges)
    case key([String], CapturedKey)
    case combination([String], CapturedCombination)
    case index([String], pages: Int)

    private enum Head: String, CodingKey, CaseIterable {
        // The first that a line has is what it is about: lines of ranges have lengths, too.
        case server, table, column, ranges, lengths, members, key, combination, index
        case columns, pages, name
    }

    /// The members of a line that hold its content, with the last part of the head as `name`.
    init(from decoder: any Decoder) throws {
        let head = try decoder.container(keyedBy: Head.self)
        if let server = try head.decodeIfPresent(CapturedServer.self, forKey: .server) {
            self = .server(server)
            return
        }
        guard let kind = Head.allCases.prefix(9).first(where: { head.contains($0) }) else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "no line of a capture"))
        }
        let parts = try head.decode([String].self, forKey: kind)
        switch kind {
        case .table: self = .table(parts, try CapturedTableFacts(from: decoder))
        case .column: self = .column(parts, try CapturedStatistics(from: decoder))
        case .lengths: self = .lengths(parts, try head.decode([String: [Int]?].self, forKey: .columns))
        case .members: self = .members(parts, try CapturedMembers(from: decoder))
        case .ranges: self = .ranges(parts, try CapturedRanges(from: decoder))
        case .key: self = .key(parts, try CapturedKey(named: parts.last ?? "", from: decoder))
        case .combination: self = .combination(parts, try CapturedCombination(named: parts.last ?? "", from: decoder))
        case .index: self = .index(parts, pages: try head.decode(Int.self, forKey: .pages))
        case .server, .columns, .pages, .name: preconditionFailure("no head of a line")
        }
    }
}

extension CapturedKey {
    fileprivate init(named name: String, from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: name, columns: try values.decode([String].self, forKey: .columns),
            references: try values.decode([String].self, forKey: .references),
            to: try values.decode([String].self, forKey: .to),
            childless: try values.decode(Double.self, forKey: .childless),
            fanOut: try values.decodeIfPresent([Int64].self, forKey: .fanOut),
            span: try values.decodeIfPresent([Double].self, forKey: .span))
    }
}

extension CapturedCombination {
    fileprivate init(named name: String, from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: name, columns: try values.decode([String].self, forKey: .columns),
            numbers: try values.decodeIfPresent([Int].self, forKey: .numbers),
            distinct: try values.decodeIfPresent([String: Double].self, forKey: .distinct),
            dependencies: try values.decodeIfPresent([String: Double].self, forKey: .dependencies),
            common: try values.decodeIfPresent([Double].self, forKey: .common),
            commonIfIndependent: try values.decodeIfPresent([Double].self, forKey: .commonIfIndependent),
            places: try values.decodeIfPresent([[Int?]].self, forKey: .places))
    }
}
