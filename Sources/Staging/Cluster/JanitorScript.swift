/// The shell script that owns a throw-away cluster's folder and its postmaster.
///
/// It reads one verb a line and answers with one line, `ok …` or `failed …`. When its input ends, however the tool
/// ended, it stops the server at once and removes the folder: this is what makes a `kill -9` harmless. It runs as
/// the server's account in a session of its own, so that Ctrl-C reaches the tool alone, and it reads no other input.
///
/// Arguments: folder, owner line, cache folder, cache name.
let janitorScript = #"""
    umask 077
    folder=$1 owner=$2 cache=$3 name=$4
    postmaster=
    keep=
    # An answer that nobody is left to read must not end the script before it has cleaned up. Caught and not ignored,
    # so that the server gets the default.
    trap : PIPE

    end_server() {
        [ -n "$postmaster" ] || return 0
        kill "-$1" "$postmaster" 2>/dev/null
        ( n=0; while [ "$n" -lt 100 ]; do sleep 0.1; kill -0 "$postmaster" 2>/dev/null || exit 0; n=$((n + 1)); done
          kill -KILL "$postmaster" 2>/dev/null ) >/dev/null 2>&1 </dev/null &
        wait "$postmaster" 2>/dev/null
        postmaster=
        # A postmaster that was killed leaves its System V segment behind; its lock file still names it.
        if [ -f "$folder/data/postmaster.pid" ]; then
            segment=$(sed -n '7s/^ *[0-9][0-9]* *\([0-9][0-9]*\).*/\1/p' "$folder/data/postmaster.pid")
            [ -z "$segment" ] || ipcrm -m "$segment" 2>/dev/null
            rm -f "$folder/data/postmaster.pid"
        fi
        return 0
    }

    # Gives each folder that is made in a folder a place of its own on the disk, where the file system can (chattr(1)).
    # ext4 makes a file's inode near those of its folder, and steps over each one there whose file was removed in the
    # last minutes: behind some hundred databases that came and went, that alone took a fifth of all the time.
    spread() {
        chattr +T "$1" 2>/dev/null
        return 0
    }

    answer() {
        if [ "$1" = 0 ]; then echo "ok $2"; return; fi
        echo "failed $(tail -n 3 "$folder/janitor.log" | tr '\n' ' ')"
    }

    # Answers how the data folder was made, and lets its databases lie apart.
    answer_data() {
        made=$?
        spread "$folder/data/base"
        answer "$made"
    }

    # True when the template is in the cache, where it is made if need be: aside and renamed, so that nobody ever sees
    # half of it. A cache that belongs to somebody else is not trusted.
    template_stands() {
        mkdir -p "$cache" && [ -O "$cache" ] || return 1
        [ ! -d "$cache/$name" ] || return 0
        fresh=$(mktemp -d "$cache/.new-XXXXXX") || return 1
        eval "$1" -D '"$fresh/data"' >>"$folder/janitor.log" \
            && { mv -T "$fresh/data" "$cache/$name" || [ -d "$cache/$name" ]; }
        made=$?
        rm -rf "$fresh"
        return "$made"
    }

    said=$({ mkdir -m 700 "$folder.new" && echo "$owner" > "$folder.new/owner" && mkdir -m 700 "$folder.new/socket" \
        && mv -T "$folder.new" "$folder"; } 2>&1) \
        || { rm -rf "$folder.new"; echo "failed $(echo "$said" | tr '\n' ' ')"; exit 1; }
    cd "$folder" || exit 1
    spread "$folder"
    exec 2>"$folder/janitor.log"
    echo "ok $$"

    while read -r verb argument; do
        case $verb in
        initialise)
            # Without a cache that can be used, a cluster is made from nothing, which is only slower.
            if template_stands "$argument"; then cp -a "$cache/$name" "$folder/data"
            else eval "$argument" -D '"$folder/data"' >>"$folder/janitor.log"; fi
            answer_data
            ;;
        copy) cp -a "$argument" "$folder/data"; answer_data ;;
        start)
            eval "exec $argument" >>"$folder/server.log" 2>&1 </dev/null &
            postmaster=$!
            echo "ok $postmaster"
            ;;
        stop) end_server "$argument"; echo ok ;;
        alive) if kill -0 "$postmaster" 2>/dev/null && [ "$(cut -d' ' -f3 "/proc/$postmaster/stat")" != Z ]
            then echo "ok yes"; else echo "ok no"; fi ;;
        keep) : > "$folder/kept" && keep=yes; answer $? "$postmaster" ;;
        *) echo "failed unknown verb $verb" ;;
        esac
    done

    [ -z "$keep" ] || exit 0
    end_server QUIT
    cd / && rm -rf "$folder"
    """#
