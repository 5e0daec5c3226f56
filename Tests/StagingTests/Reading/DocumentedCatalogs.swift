@testable import Staging

/// The columns that PostgreSQL's documentation gives its system catalogs, version by version.
///
/// Only 15 runs here: a test compares its list with the server. The others follow the documentation's chapter on system
/// catalogs and the release notes, as what came and went since.
enum DocumentedCatalogs {
    static let majors = [14, 15, 16, 17, 18]

    /// What a reader would find on a server of that version, whose role may read everything.
    static func server(_ major: Int) -> ServerCatalogs {
        var names = columnsOf15
        for change in changes where (major < 15) == (change.major < 15) && isBetween(change.major, major) {
            for (catalog, gone) in change.removed { names[catalog]?.removeAll { gone.contains($0) } }
            for (catalog, came) in change.added { names[catalog, default: []] += came }
            names = names.filter { !$0.value.isEmpty }
        }
        let columns = names.mapValues { columns in
            columns.enumerated().map { place, name in
                ServerCatalogs.Column(
                    name: name.filter { $0 != "*" }, type: name.hasPrefix("oid") ? "oid" : "name", isReadable: true,
                    keyPlace: name.hasSuffix("*") ? place + 1 : nil)
            }
        }
        return ServerCatalogs(version: ServerVersion(number: major * 10_000), columns: columns)
    }

    private static func isBetween(_ change: Int, _ major: Int) -> Bool {
        major < 15 ? change >= major && change < 15 : change > 15 && change <= major
    }

    /// The names of all columns that any of the versions has.
    static var allColumns: Set<String> {
        Set(majors.flatMap { server($0).columns.values.flatMap { $0.map(\.name) } })
    }

    private struct Change {
        let major: Int
        var added: [String: [String]] = [:]
        var removed: [String: [String]] = [:]
    }

    /// For 14 what 15 has and 14 has not; for the later ones what each changed.
    private static let changes = [
        Change(
            major: 14, added: ["pg_database": ["datlastsysoid"]],
            removed: [
                "pg_database": ["datlocprovider", "daticulocale", "datcollversion"],
                "pg_collation": ["colliculocale"], "pg_index": ["indnullsnotdistinct"],
                "pg_constraint": ["confdelsetcols"], "pg_publication_rel": ["prqual", "prattrs"],
                "pg_publication_namespace": ["oid*", "pnpubid", "pnnspid"],
                "pg_parameter_acl": ["oid*", "parname", "paracl"], "pg_statistic_ext_data": ["stxdinherit*"],
                "pg_subscription": ["subskiplsn", "subtwophasestate", "subdisableonerr"],
            ]),
        Change(
            major: 16,
            added: [
                "pg_database": ["daticurules"], "pg_collation": ["collicurules"],
                "pg_auth_members": ["oid*", "inherit_option", "set_option", "roleid", "member"],
                "pg_subscription": ["subpasswordrequired", "subrunasowner", "suborigin"],
            ],
            removed: ["pg_auth_members": ["roleid*", "member*"]]),
        Change(
            major: 17,
            added: [
                "pg_database": ["datlocale", "dathasloginevt"], "pg_collation": ["colllocale"],
                "pg_subscription": ["subfailover"],
            ],
            removed: ["pg_database": ["daticulocale"], "pg_collation": ["colliculocale"]]),
        Change(
            major: 18,
            added: [
                "pg_class": ["relallfrozen"], "pg_constraint": ["conenforced", "conperiod"],
                "pg_publication": ["pubgencols"],
            ],
            removed: ["pg_attribute": ["attcacheoff"]]),
    ]

    /// One catalog per line, continued by indentation; `*` marks the columns of the primary key.
    static let columnsOf15: [String: [String]] = {
        var columns: [String: [String]] = [:]
        var catalog = ""
        for line in text15.split(separator: "\n") {
            var words = line.split(separator: " ").map(String.init)
            if !line.hasPrefix(" ") { catalog = words.removeFirst() }
            columns[catalog, default: []] += words
        }
        return columns
    }()

    private static let text15 = """
        pg_aggregate aggfnoid* aggkind aggnumdirectargs aggtransfn aggfinalfn aggcombinefn aggserialfn aggdeserialfn
            aggmtransfn aggminvtransfn aggmfinalfn aggfinalextra aggmfinalextra aggfinalmodify aggmfinalmodify
            aggsortop aggtranstype aggtransspace aggmtranstype aggmtransspace agginitval aggminitval
        pg_am oid* amname amhandler amtype
        pg_amop oid* amopfamily amoplefttype amoprighttype amopstrategy amoppurpose amopopr amopmethod
            amopsortfamily
        pg_amproc oid* amprocfamily amproclefttype amprocrighttype amprocnum amproc
        pg_attrdef oid* adrelid adnum adbin
        pg_attribute attrelid* attname atttypid attstattarget attlen attnum* attndims attcacheoff atttypmod attbyval
            attalign attstorage attcompression attnotnull atthasdef atthasmissing attidentity attgenerated
            attisdropped attislocal attinhcount attcollation attacl attoptions attfdwoptions attmissingval
        pg_auth_members roleid* member* grantor admin_option
        pg_authid oid* rolname rolsuper rolinherit rolcreaterole rolcreatedb rolcanlogin rolreplication rolbypassrls
            rolconnlimit rolpassword rolvaliduntil
        pg_cast oid* castsource casttarget castfunc castcontext castmethod
        pg_class oid* relname relnamespace reltype reloftype relowner relam relfilenode reltablespace relpages
            reltuples relallvisible reltoastrelid relhasindex relisshared relpersistence relkind relnatts relchecks
            relhasrules relhastriggers relhassubclass relrowsecurity relforcerowsecurity relispopulated relreplident
            relispartition relrewrite relfrozenxid relminmxid relacl reloptions relpartbound
        pg_collation oid* collname collnamespace collowner collprovider collisdeterministic collencoding collcollate
            collctype colliculocale collversion
        pg_constraint oid* conname connamespace contype condeferrable condeferred convalidated conrelid contypid
            conindid conparentid confrelid confupdtype confdeltype confmatchtype conislocal coninhcount connoinherit
            conkey confkey conpfeqop conppeqop conffeqop confdelsetcols conexclop conbin
        pg_conversion oid* conname connamespace conowner conforencoding contoencoding conproc condefault
        pg_database oid* datname datdba encoding datlocprovider datistemplate datallowconn datconnlimit datfrozenxid
            datminmxid dattablespace datcollate datctype daticulocale datcollversion datacl
        pg_db_role_setting setdatabase* setrole* setconfig
        pg_default_acl oid* defaclrole defaclnamespace defaclobjtype defaclacl
        pg_depend classid objid objsubid refclassid refobjid refobjsubid deptype
        pg_description objoid* classoid* objsubid* description
        pg_enum oid* enumtypid enumsortorder enumlabel
        pg_event_trigger oid* evtname evtevent evtowner evtfoid evtenabled evttags
        pg_extension oid* extname extowner extnamespace extrelocatable extversion extconfig extcondition
        pg_foreign_data_wrapper oid* fdwname fdwowner fdwhandler fdwvalidator fdwacl fdwoptions
        pg_foreign_server oid* srvname srvowner srvfdw srvtype srvversion srvacl srvoptions
        pg_foreign_table ftrelid* ftserver ftoptions
        pg_index indexrelid* indrelid indnatts indnkeyatts indisunique indnullsnotdistinct indisprimary
            indisexclusion indimmediate indisclustered indisvalid indcheckxmin indisready indislive indisreplident
            indkey indcollation indclass indoption indexprs indpred
        pg_inherits inhrelid* inhparent inhseqno* inhdetachpending
        pg_init_privs objoid* classoid* objsubid* privtype initprivs
        pg_language oid* lanname lanowner lanispl lanpltrusted lanplcallfoid laninline lanvalidator lanacl
        pg_largeobject loid* pageno* data
        pg_largeobject_metadata oid* lomowner lomacl
        pg_namespace oid* nspname nspowner nspacl
        pg_opclass oid* opcmethod opcname opcnamespace opcowner opcfamily opcintype opcdefault opckeytype
        pg_operator oid* oprname oprnamespace oprowner oprkind oprcanmerge oprcanhash oprleft oprright oprresult
            oprcom oprnegate oprcode oprrest oprjoin
        pg_opfamily oid* opfmethod opfname opfnamespace opfowner
        pg_parameter_acl oid* parname paracl
        pg_partitioned_table partrelid* partstrat partnatts partdefid partattrs partclass partcollation partexprs
        pg_policy oid* polname polrelid polcmd polpermissive polroles polqual polwithcheck
        pg_proc oid* proname pronamespace proowner prolang procost prorows provariadic prosupport prokind prosecdef
            proleakproof proisstrict proretset provolatile proparallel pronargs pronargdefaults prorettype
            proargtypes proallargtypes proargmodes proargnames proargdefaults protrftypes prosrc probin prosqlbody
            proconfig proacl
        pg_publication oid* pubname pubowner puballtables pubinsert pubupdate pubdelete pubtruncate pubviaroot
        pg_publication_namespace oid* pnpubid pnnspid
        pg_publication_rel oid* prpubid prrelid prqual prattrs
        pg_range rngtypid* rngsubtype rngmultitypid rngcollation rngsubopc rngcanonical rngsubdiff
        pg_replication_origin roident* roname
        pg_rewrite oid* rulename ev_class ev_type ev_enabled is_instead ev_qual ev_action
        pg_seclabel objoid* classoid* objsubid* provider* label
        pg_sequence seqrelid* seqtypid seqstart seqincrement seqmax seqmin seqcache seqcycle
        pg_shdepend dbid classid objid objsubid refclassid refobjid deptype
        pg_shdescription objoid* classoid* description
        pg_shseclabel objoid* classoid* provider* label
        pg_statistic starelid* staattnum* stainherit* stanullfrac stawidth stadistinct stakind1 stakind2 stakind3
            stakind4 stakind5 staop1 staop2 staop3 staop4 staop5 stacoll1 stacoll2 stacoll3 stacoll4 stacoll5
            stanumbers1 stanumbers2 stanumbers3 stanumbers4 stanumbers5 stavalues1 stavalues2 stavalues3 stavalues4
            stavalues5
        pg_statistic_ext oid* stxrelid stxname stxnamespace stxowner stxstattarget stxkeys stxkind stxexprs
        pg_statistic_ext_data stxoid* stxdinherit* stxdndistinct stxddependencies stxdmcv stxdexpr
        pg_subscription oid* subdbid subskiplsn subname subowner subenabled subbinary substream subtwophasestate
            subdisableonerr subconninfo subslotname subsynccommit subpublications
        pg_subscription_rel srsubid* srrelid* srsubstate srsublsn
        pg_tablespace oid* spcname spcowner spcacl spcoptions
        pg_transform oid* trftype trflang trffromsql trftosql
        pg_trigger oid* tgrelid tgparentid tgname tgfoid tgtype tgenabled tgisinternal tgconstrrelid tgconstrindid
            tgconstraint tgdeferrable tginitdeferred tgnargs tgattr tgargs tgqual tgoldtable tgnewtable
        pg_ts_config oid* cfgname cfgnamespace cfgowner cfgparser
        pg_ts_config_map mapcfg* maptokentype* mapseqno* mapdict
        pg_ts_dict oid* dictname dictnamespace dictowner dicttemplate dictinitoption
        pg_ts_parser oid* prsname prsnamespace prsstart prstoken prsend prsheadline prslextype
        pg_ts_template oid* tmplname tmplnamespace tmplinit tmpllexize
        pg_type oid* typname typnamespace typowner typlen typbyval typtype typcategory typispreferred typisdefined
            typdelim typrelid typsubscript typelem typarray typinput typoutput typreceive typsend typmodin typmodout
            typanalyze typalign typstorage typnotnull typbasetype typtypmod typndims typcollation typdefaultbin
            typdefault typacl
        pg_user_mapping oid* umuser umserver umoptions
        """
}
